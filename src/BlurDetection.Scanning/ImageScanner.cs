using System.Diagnostics;
using System.Threading.Channels;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning;

/// <summary>Classifies all images of a source into a folder of results; goes on where an earlier run ended, however it ended.</summary>
/// <remarks>
/// Results are written in parts. A part and then its done marker are written beside and renamed, so a killed run costs the images since
/// its last part and nothing else. Memory is bounded by one part, one folder of names and 44 bytes for each image that is done.
/// </remarks>
/// <param name="classifier">Stays the caller's.</param>
/// <param name="options">Read once.</param>
/// <exception cref="ArgumentException">An option is out of its range.</exception>
public sealed class ImageScanner(IBlurClassifier classifier, ScanOptions? options = null)
{
    private const int AheadPerProcessor = 4;
    private static readonly TimeSpan ProgressPause = TimeSpan.FromMilliseconds(200);

    private readonly ScanOptions _options = (options ?? new ScanOptions()).Validated();

    /// <summary>Scans.</summary>
    /// <param name="source">The images.</param>
    /// <param name="folder">For the results; made where it is missing. Several shards may share one.</param>
    /// <param name="progress">Told several times a second.</param>
    /// <param name="cancellationToken">Ends the scan after what is classified has been written.</param>
    /// <exception cref="ScanException">The folder holds results of another model or root, or another run writes the same shard
    /// there.</exception>
    /// <exception cref="IOException">The results cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ScanSummary> ScanAsync(
        ScanSource source, string folder, IProgress<ScanProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        FileStream own = Own(folder);
        await using var ownDisposal = own.ConfigureAwait(false);
        ScanManifest.Require(folder, _options.Model, source.Name, source.SharesPathsWith);
        if (_options.Prune && ScanManifest.Read(folder).Root is var root && root != source.Name)
            throw new ScanException($"'{folder}' holds results of '{root}', not of '{source.Name}': only a scan of the former can " +
                "tell what is no longer there.");
        PartFolder parts = PartFolder.Open(folder, _options.Shard);
        CompletedImages completed = await CompletedImages.LoadAsync(PartFolder.Find(folder), _options, cancellationToken)
            .ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new Run(source, completed, progress is null ? null : source.CountAsync(stop.Token), Stopwatch.GetTimestamp());
        try
        {
            await RunAsync(run, parts, progress, stop, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (run.Count is { } count) await ((Task)count).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        long deleted = _options.Prune && run.Found > 0 && source.IsWhole
            ? await PruneAsync(completed, folder, parts, cancellationToken).ConfigureAwait(false) : 0;
        progress?.Report(run.Progress(_options.Shard));
        return new ScanSummary(completed.Counts, run.Counts.Total, run.Skipped, source.NotImages, source.LinksNotFollowed,
            Stopwatch.GetElapsedTime(run.Start)) { Deleted = deleted };
    }

    // A row that says so hides the older ones of the image: parts are never changed.
    private async Task<long> PruneAsync(CompletedImages completed, string folder, PartFolder parts, CancellationToken cancellationToken)
    {
        if (!completed.AnyMissing) return 0;
        var part = new List<ImageResult>();
        long deleted = 0;
        await foreach (ImageResult row in ScanResults.Open(folder).ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!completed.IsMissing(PathHash.Of(row.Path))) continue;
            part.Add(new ImageResult { Path = row.Path, Error = ScanErrorKind.Deleted, Message = $"'{row.Path}' is no longer there." });
            if (part.Count >= _options.PartSize) await WriteAsync().ConfigureAwait(false);
        }
        if (part.Count > 0) await WriteAsync().ConfigureAwait(false);
        return deleted;

        async Task WriteAsync()
        {
            await parts.WriteAsync(part, CancellationToken.None).ConfigureAwait(false);
            foreach (ImageResult row in part) completed.Remove(PathHash.Of(row.Path));
            deleted += part.Count;
            part.Clear();
        }
    }

    private FileStream Own(string folder)
    {
        try
        {
            // The system lets go of the lock when the process ends, also when it is killed.
            string file = Path.Combine(folder, $"shard-{_options.Shard.Index:D4}-of-{_options.Shard.Count:D4}.lock");
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new ScanException($"Another run writes shard {_options.Shard} into '{folder}': wait for it, or give another folder.", e);
        }
    }

    private async Task RunAsync(
        Run run, PartFolder parts, IProgress<ScanProgress>? progress, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        var items = Channel
            .CreateBounded<FoundImage>(new BoundedChannelOptions(AheadPerProcessor * _options.Parallelism) { SingleWriter = true });
        var rows = Channel
            .CreateBounded<ImageResult>(new BoundedChannelOptions(AheadPerProcessor * _options.Parallelism) { SingleReader = true });
        var reader = new ImageReader(classifier, _options);
        Task finding = EndWith(items.Writer, FindAsync(run, items.Writer, stop.Token), stop);
        Task classifying = EndWith(rows.Writer,
            Task.WhenAll(Enumerable.Range(0, _options.Parallelism).Select(_ => Task.Run(ClassifyAsync, CancellationToken.None))), stop);
        await CollectAsync(run, rows.Reader, parts, progress, stop).ConfigureAwait(false);
        await Task.WhenAll(finding, classifying).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        async Task ClassifyAsync()
        {
            await foreach (FoundImage image in items.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                ImageResult? row = await reader.ReadAsync(image, run.Completed, stop.Token).ConfigureAwait(false);
                // What is classified is kept, also when the scan is cancelled.
                if (row is not null) await rows.Writer.WriteAsync(row, CancellationToken.None).ConfigureAwait(false);
                else Interlocked.Increment(ref run.Skipped);
            }
        }
    }

    private async Task FindAsync(Run run, ChannelWriter<FoundImage> items, CancellationToken cancellationToken)
    {
        await foreach (ScanItem item in run.Source.FindAsync(cancellationToken).ConfigureAwait(false))
        {
            UInt128 path = PathHash.Of(item.Path);
            if (!_options.Shard.Contains(path)) continue;
            run.Found++;
            if (_options.Prune) run.Completed.MarkFound(path);
            if (run.Completed.IsDone(path, item))
            {
                Interlocked.Increment(ref run.Skipped);
                continue;
            }
            FoundImage image = item.ReadInOrder
                ? await FoundImage.ReadAsync(item, path, _options.MaxBytes, cancellationToken).ConfigureAwait(false) : new(item, path);
            await items.WriteAsync(image, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CollectAsync(
        Run run, ChannelReader<ImageResult> rows, PartFolder parts, IProgress<ScanProgress>? progress, CancellationTokenSource stop)
    {
        var part = new List<ImageResult>();
        var (partStart, reported) = (Stopwatch.GetTimestamp(), run.Start);
        try
        {
            await foreach (ImageResult row in rows.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                part.Add(row);
                run.Counts = run.Counts.With(row.Verdict);
                if (part.Count >= _options.PartSize || Stopwatch.GetElapsedTime(partStart).TotalSeconds >= _options.PartSeconds)
                {
                    await WriteAsync().ConfigureAwait(false);
                    partStart = Stopwatch.GetTimestamp();
                }
                if (progress is null || Stopwatch.GetElapsedTime(reported) < ProgressPause) continue;
                progress.Report(run.Progress(_options.Shard));
                reported = Stopwatch.GetTimestamp();
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await foreach (ImageResult _ in rows.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) { }
            throw;
        }
        if (part.Count > 0) await WriteAsync().ConfigureAwait(false);

        async Task WriteAsync()
        {
            await parts.WriteAsync(part, CancellationToken.None).ConfigureAwait(false);
            foreach (ImageResult row in part) run.Completed.Replace(row);
            part.Clear();
        }
    }

    // Ends a channel when what writes to it has ended; a failure also stops the rest. Cancelled work ends the channel in peace.
    private static async Task EndWith<T>(ChannelWriter<T> channel, Task writing, CancellationTokenSource stop)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            channel.TryComplete();
        }
    }

    private sealed class Run(ScanSource source, CompletedImages completed, Task<long?>? count, long start)
    {
        public long Skipped, Found;

        public ScanSource Source => source;
        public CompletedImages Completed => completed;
        public Task<long?>? Count => count;
        public long Start => start;
        public ScanCounts Counts { get; set; }

        public ScanProgress Progress(ScanShard shard) =>
            new(Counts, Volatile.Read(ref Skipped), count is { IsCompletedSuccessfully: true, Result: { } all } ? all / shard.Count : null,
                Stopwatch.GetElapsedTime(start));
    }
}
