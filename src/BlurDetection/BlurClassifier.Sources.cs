using System.Diagnostics;
using BlurDetection.Diagnostics;
using BlurDetection.Imaging;
using BlurDetection.Inputs;
using BlurDetection.Models;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    // Each image under way holds its file in memory.
    private const int MostParallelism = 4096;

    /// <inheritdoc/>
    public BlurPrediction Classify(ImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var lease = _model.Acquire();
        using var scope = Begin(source.Name);
        try
        {
            return ReadAndClassify(lease, scope, source);
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<BlurPrediction> ClassifyAsync(ImageSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ClassifyAsync(source, processors: null, new Stopwatch(), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(
        IAsyncEnumerable<ImageSource> sources, int? parallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var width = parallelism ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(parallelism));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostParallelism, nameof(parallelism));
        return OrderedClassification.Run(sources, ClassifyAsync, width, cancellationToken);
    }

    /// <param name="source">The image.</param>
    /// <param name="processors">Bounds how many decode and classify at a time; reading is not bounded by it.</param>
    /// <param name="work">Runs while the image is read, decoded or classified, and stands still while it waits.</param>
    /// <param name="cancellationToken">Stops before reading, decoding or classifying.</param>
    private async Task<BlurPrediction> ClassifyAsync(
        ImageSource source, SemaphoreSlim? processors, Stopwatch work, CancellationToken cancellationToken)
    {
        using var lease = _model.Acquire();
        using var scope = Begin(source.Name);
        try
        {
            return await ReadAndClassifyAsync(lease, scope, source, processors, work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException && scope.Failed(error))
        {
            throw;
        }
    }

    private BlurPrediction ReadAndClassify(ModelSession.Lease lease, ClassificationScope scope, ImageSource source)
    {
        try
        {
            using var read = source.Read(_decoding);
            return Predict(lease, scope, source, read, CancellationToken.None);
        }
        catch (UnsupportedImageException error)
        {
            throw error.InFile(source.Name);
        }
    }

    private async Task<BlurPrediction> ReadAndClassifyAsync(
        ModelSession.Lease lease, ClassificationScope scope, ImageSource source, SemaphoreSlim? processors, Stopwatch work,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            work.Start();
            using var read = await source.ReadAsync(_decoding, cancellationToken).ConfigureAwait(false);
            work.Stop();
            if (processors is not null) await processors.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Away from the caller's thread: it may be one that draws windows.
                return await Task.Run(
                    () =>
                    {
                        work.Start();
                        return Predict(lease, scope, source, read, cancellationToken);
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                processors?.Release();
            }
        }
        catch (UnsupportedImageException error)
        {
            throw error.InFile(source.Name);
        }
    }

    private BlurPrediction Predict(
        ModelSession.Lease lease, ClassificationScope scope, ImageSource source, EncodedBytes? read, CancellationToken cancellationToken)
    {
        var selection = _selection.With(source);
        using var decoded = source.Decode(read, DecodingFor(selection), _decoding.WithPage(source.Page), cancellationToken);
        return scope.Classified(Predict(lease, decoded, selection));
    }
}
