using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Web.Tests.Limits;

/// <summary>A classifier that keeps its caller waiting until it is told to go on.</summary>
internal sealed class HeldClassifier : IBlurClassifier
{
    // Only a hang ends a wait: a busy machine must not fail a test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _go = new();

    public Task Entered => _entered.Task.WaitAsync(Patience);

    public void Release() => _go.Set();

    public BlurPrediction Classify(ReadOnlySpan<byte> encoded)
    {
        _entered.TrySetResult();
        _go.Wait(Patience);
        return new BlurPrediction { Verdict = BlurVerdict.Focus, Probability = 0.1, Threshold = 0.5, Width = 1, Height = 1 };
    }

    public BlurPrediction Classify(Stream image) => throw new NotSupportedException();

    public BlurPrediction Classify(string path) => throw new NotSupportedException();

    public BlurPrediction Classify(in PixelBuffer pixels) => throw new NotSupportedException();

    public BlurPrediction Classify(MLImage image) => throw new NotSupportedException();

    public BlurPrediction Classify(ImageSource source) => throw new NotSupportedException();

    public Task<BlurPrediction> ClassifyAsync(ImageSource source, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(
        IAsyncEnumerable<ImageSource> sources, int? parallelism = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose() => _go.Set();
}
