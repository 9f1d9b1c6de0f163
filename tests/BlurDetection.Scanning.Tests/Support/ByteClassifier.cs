using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>A classifier whose answer follows from the bytes by a rule of the test, without decoding.</summary>
internal sealed class ByteClassifier(Func<ReadOnlyMemory<byte>, BlurPrediction>? rule = null) : IBlurClassifier
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public static BlurPrediction Of(double probability) => new()
    {
        Verdict = probability >= 0.5 ? BlurVerdict.Blurred : BlurVerdict.Focus, Probability = probability, Threshold = 0.5,
        Width = 4, Height = 3,
    };

    public BlurPrediction Classify(string path) => Predict(File.ReadAllBytes(path));

    public BlurPrediction Classify(ImageSource source) => throw new NotSupportedException();

    public BlurPrediction Classify(Stream image) => throw new NotSupportedException();

    public BlurPrediction Classify(ReadOnlySpan<byte> encoded) => Predict(encoded.ToArray());

    public BlurPrediction Classify(in PixelBuffer pixels) => throw new NotSupportedException();

    public BlurPrediction Classify(MLImage image) => throw new NotSupportedException();

    public Task<BlurPrediction> ClassifyAsync(ImageSource source, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(
        IAsyncEnumerable<ImageSource> sources, int? parallelism = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    // The first byte is the probability in percent; an empty one is not an image.
    private BlurPrediction Predict(byte[] bytes)
    {
        Interlocked.Increment(ref _calls);
        if (rule is not null) return rule(bytes);
        return bytes.Length > 0 && bytes[0] <= 100 ? Of(bytes[0] / 100.0)
            : throw new UnsupportedImageException("The bytes are not an image.");
    }
}
