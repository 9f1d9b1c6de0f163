using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Sources;

/// <summary>Reads the entries of archives one after another.</summary>
/// <param name="allFiles">Whether entries are images whatever their ending.</param>
internal sealed class ArchiveReader(bool allFiles)
{
    public long NotImages { get; private set; }

    public static bool IsZip(string file) => file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    public static bool IsTar(string file) => file.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) || IsGzip(file);

    /// <summary>Whether a name leads to a pipe, a socket or a device: opening such waits for a writer that may never come.</summary>
    public static bool IsSpecial(string file) => File.Exists(file) && !ImageFiles.IsRegular(file);

    public static string NotRegular(string file) => $"'{file}' is a pipe, a socket or a device, not a regular file.";

    /// <summary>The images of an archive; one that is damaged ends with an item that cannot be opened.</summary>
    public async IAsyncEnumerable<ScanItem> ReadAsync(
        string file, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsSpecial(file))
        {
            yield return new ScanItem(prefix.Length == 0 ? "./" : prefix, _ => throw new UnsupportedImageException(NotRegular(file)))
            {
                ReadInOrder = true,
            };
            yield break;
        }
        // An archive may hold two entries of one name; the first one counts.
        var seen = new HashSet<UInt128>();
        IAsyncEnumerator<ScanItem> entries =
            (IsZip(file) ? ZipAsync(file, prefix, cancellationToken) : TarAsync(file, prefix, cancellationToken))
            .GetAsyncEnumerator(cancellationToken);
        await using var entriesDisposal = entries.ConfigureAwait(false);
        while (true)
        {
            Exception? broken = null;
            bool more = false;
            try
            {
                more = await entries.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                broken = e is IOException or UnauthorizedAccessException or InvalidDataException ? e
                    : new InvalidDataException($"The archive is damaged: {e.Message}", e);
            }
            if (broken is not null) yield return new ScanItem(prefix.Length == 0 ? "./" : prefix, _ => throw broken) { ReadInOrder = true };
            if (!more) yield break;
            ScanItem item = entries.Current;
            if (!allFiles && !ImageEndings.IsImage(item.Path)) NotImages++;
            else if (seen.Add(PathHash.Of(item.Path))) yield return item;
        }
    }

    private static bool IsGzip(string file) =>
        file.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static async IAsyncEnumerable<ScanItem> ZipAsync(
        string file, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using ZipArchive zip = await ZipFile.OpenReadAsync(file, cancellationToken).ConfigureAwait(false);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/')) continue;
            // ZIP holds the time on a clock of no time zone, so it is taken as it stands.
            yield return new ScanItem(prefix + entry.FullName, async token => await entry.OpenAsync(token).ConfigureAwait(false))
            {
                Size = entry.Length, Modified = entry.LastWriteTime.DateTime, ReadInOrder = true,
            };
        }
    }

    private static async IAsyncEnumerable<ScanItem> TarAsync(
        string file, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileStream bytes = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        await using var bytesDisposal = bytes.ConfigureAwait(false);
        Stream stream = IsGzip(file) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        await using var streamDisposal = stream.ConfigureAwait(false);
        var headers = new TarStream(stream);
        var tar = new TarReader(headers);
        await using var tarDisposal = tar.ConfigureAwait(false);
        while (await NextAsync(tar, headers, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) continue;
            string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            yield return new ScanItem(prefix + name, _ => ValueTask.FromResult(entry.DataStream ?? Stream.Null))
            {
                Size = entry.Length, Modified = entry.ModificationTime.UtcDateTime, ReadInOrder = true,
            };
        }
    }

    private static async ValueTask<TarEntry?> NextAsync(TarReader tar, TarStream headers, CancellationToken cancellationToken)
    {
        headers.IsAtHeaders = true;
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (OutOfMemoryException e)
        {
            throw new InvalidDataException("The archive has a header that is larger than memory.", e);
        }
        finally
        {
            headers.IsAtHeaders = false;
        }
    }
}
