using BlurDetection.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace BlurDetection.Tests;

public sealed class DoubleImageClassificationTests
{
    // The street beside itself, 30 pixels to the right and 16 up, both half as strong.
    private static byte[] Street(int across = 30, int up = 16)
    {
        using var once = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg"));
        using var twice = once.Copy();
        using (var canvas = new SKCanvas(twice))
        using (var half = new SKPaint { Color = SKColors.White.WithAlpha(128) })
            canvas.DrawBitmap(once, across, -up, half);
        return RenderedImages.Encode(twice, SKEncodedImageFormat.Jpeg, 92);
    }

    [Fact]
    public void ADoubleImageIsBlurredByMotionOverTheDistanceOfItsCopies()
    {
        using var classifier = BlurClassifier.CreateDefault();
        var prediction = classifier.Classify(Street());
        Assert.Equal(BlurVerdict.Blurred, prediction.Verdict);
        Assert.Equal(classifier.Model.DoubleImageProbability!.Value, prediction.Probability, 1e-6);
        Assert.Equal(BlurKind.Motion, prediction.Kind);
        double scale = Math.Max(prediction.Width, prediction.Height) / 960.0;
        Assert.Equal(34, prediction.BlurWidth!.Value, Math.Max(1, scale));
        Assert.Equal(28, prediction.MotionAngle!.Value, 3.0);
        Assert.All(prediction.Map!.Probability.ToArray(), cell => Assert.True(cell >= 0.98f));
        Assert.True(prediction.ForegroundSharpness < 0.02 && prediction.BackgroundSharpness < 0.02);
    }

    [Fact]
    public void ThePipelineOfMLNETSaysTheSame()
    {
        using var folder = new ImageFolder();
        string path = folder.Add("twice.jpg", Street());
        using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { FineMap = false });
        var expected = classifier.Classify(path);
        var context = new MLContext();
        var rows = context.Data.LoadFromEnumerable([new { ImagePath = path }]);
        var transformed = context.Transforms.DetectBlur("Blurry", "ImagePath").Fit(rows).Transform(rows);
        Assert.True(transformed.GetColumn<bool>("Blurry").Single());
        Assert.Equal(expected.Probability, transformed.GetColumn<float>("Probability").Single(), 1e-5);
        Assert.Equal(expected.Strength!.Value, transformed.GetColumn<float>("BlurStrength").Single(), 1e-5);
        Assert.Equal("Motion", transformed.GetColumn<string>("BlurKind").Single());
        Assert.Equal(expected.Map!.Probability.ToArray(), transformed.GetColumn<float[]>("BlurMap").Single(),
            (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void AModelThatDoesNotNameAProbabilityAnswersForDoubleImagesItself()
    {
        using var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Assert.Null(classifier.Model.DoubleImageProbability);
    }
}
