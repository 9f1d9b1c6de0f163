using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BlurDetection;

/// <summary>Classifies many images at a time and gives the results in the order of the images.</summary>
internal static class OrderedClassification
{
    /// <summary>Images under way, per image being classified: the others are being read.</summary>
    private const int ReadAhead = 2;

    public delegate Task<BlurPrediction> Classify(
        ImageSource source, SemaphoreSlim processors, Stopwatch work, CancellationToken cancellationToken);

    public static async IAsyncEnumerable<ClassificationResult> Run(
        IAsyncEnumerable<ImageSource> sources, Classify classify, int parallelism,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var processors = new SemaphoreSlim(parallelism);
        // What bounds the memory: the feeder waits here while the results are not taken.
        var underWay = Channel.CreateBounded<Task<ClassificationResult>>(
            new BoundedChannelOptions(ReadAhead * parallelism) { SingleReader = true, SingleWriter = true });
        var feeding = Feed(sources, source => Predict(source, classify, processors, stop.Token), underWay.Writer, stop.Token);
        try
        {
            await foreach (var result in underWay.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return await result.ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (underWay.Reader.TryRead(out var rest)) await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Feed(
        IAsyncEnumerable<ImageSource> sources, Func<ImageSource, Task<ClassificationResult>> start,
        ChannelWriter<Task<ClassificationResult>> underWay, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var source in sources.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (source is null) throw new ArgumentException("A source of the sequence is null.", nameof(sources));
                // The place is taken before the image is read.
                if (!await underWay.WaitToWriteAsync(cancellationToken).ConfigureAwait(false)) break;
                await underWay.WriteAsync(start(source), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            failure = error;
        }
        underWay.Complete(failure);
    }

    private static async Task<ClassificationResult> Predict(
        ImageSource source, Classify classify, SemaphoreSlim processors, CancellationToken cancellationToken)
    {
        var work = new Stopwatch();
        try
        {
            BlurPrediction prediction = await classify(source, processors, work, cancellationToken).ConfigureAwait(false);
            return new ClassificationResult(source, prediction, null) { Elapsed = work.Elapsed };
        }
        catch (Exception error) when (!IsTheCallersAffair(error, cancellationToken))
        {
            return new ClassificationResult(source, null, error) { Elapsed = work.Elapsed };
        }
    }

    private static bool IsTheCallersAffair(Exception error, CancellationToken cancellationToken) =>
        (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
        || error is ObjectDisposedException { ObjectName: nameof(BlurClassifier) }
        || error is InvalidModelException;
}
