using BlurDetection.Evaluation;
using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Evaluation.Tests;

/// <summary>A classifier whose answers follow from the pixels by a rule of the test.</summary>
internal sealed class StubClassifier(Func<PlanarImage, BlurPrediction> classify) : IBlurClassifier
{
    /// <summary>Blurred where the variance of the Laplacian is low.</summary>
    public static StubClassifier ByLaplacian(double variance, Func<PlanarImage, BlurMap>? map = null) => new(luma =>
    {
        double probability = 1 / (1 + LaplacianBaseline.Variance(luma) / variance);
        return new BlurPrediction
        {
            Verdict = probability >= 0.5 ? BlurVerdict.Blurred : BlurVerdict.Focus,
            Probability = probability,
            Threshold = 0.5,
            Width = luma.Width,
            Height = luma.Height,
            Map = map?.Invoke(luma),
        };
    });

    public BlurPrediction Classify(ReadOnlySpan<byte> encoded)
    {
        using DecodedImage image = ImageDecoder.Decode(encoded, Preprocessing.Default);
        return classify(image.Pixels);
    }

    public BlurPrediction Classify(Stream image)
    {
        using var bytes = new MemoryStream();
        image.CopyTo(bytes);
        return Classify(bytes.ToArray());
    }

    public BlurPrediction Classify(string path) => Classify(File.ReadAllBytes(path));

    public BlurPrediction Classify(in PixelBuffer pixels) => throw new NotSupportedException();

    public BlurPrediction Classify(MLImage image) => throw new NotSupportedException();

    public BlurPrediction Classify(ImageSource source) => throw new NotSupportedException();

    public Task<BlurPrediction> ClassifyAsync(ImageSource source, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ClassificationResult> ClassifyManyAsync(
        IAsyncEnumerable<ImageSource> sources, int? parallelism = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
