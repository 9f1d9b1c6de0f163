using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Imaging;

/// <summary>Images without a ground: photographs that were cut out, and drawings.</summary>
public sealed class CutOutTests
{
    [Theory]
    [InlineData("portrait-shaken.jpg", BlurVerdict.Blurred)]
    [InlineData("landscape-defocus.jpg", BlurVerdict.Blurred)]
    [InlineData("street-sharp.jpg", BlurVerdict.Focus)]
    public void WhiteAroundAPhotographThatWasCutOutIsNoEvidence(string name, BlurVerdict verdict)
    {
        using var classifier = BlurClassifier.CreateDefault();
        using var picture = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "images", name));
        var (width, height) = (picture.Width, picture.Height);
        using var cut = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(cut))
        {
            canvas.Clear(SKColors.Transparent);
            using var path = new SKPath();
            path.AddOval(new SKRect(width / 3f, height * 0.3f, width * 2 / 3f, height * 0.7f));
            canvas.ClipPath(path, antialias: true);
            canvas.DrawBitmap(picture, 0, 0);
        }
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            var prediction = classifier.Classify(RenderedImages.Encode(cut, format));
            Assert.Equal(verdict, prediction.Verdict);
            Assert.Equal(Math.PI / 4 * 0.4 / 3, prediction.Image.DataShare, 0.002);
            Assert.Equal(0, prediction.Map!.Certainty.Span[0]);
        }
    }

    [Fact]
    public void ADrawingWithoutAGroundIsShownOnWhite()
    {
        using DecodedImage bare = Decode(SKColors.Transparent), white = Decode(SKColors.White);
        Assert.Equal(1, bare.Info.DataShare);
        for (var i = 0; i < white.Pixels.Pixels.Length; i++) Assert.Equal(white.Pixels.Pixels[i], bare.Pixels.Pixels[i], 1.5f);

        static DecodedImage Decode(SKColor ground)
        {
            using var drawing = new SKBitmap(new SKImageInfo(1200, 900, SKColorType.Rgba8888, SKAlphaType.Premul));
            using var canvas = new SKCanvas(drawing);
            canvas.Clear(ground);
            using var pen = new SKPaint { Color = SKColors.Black, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 5 };
            for (var x = 50; x < 1150; x += 40) canvas.DrawLine(x, 50, 1150 - x / 2, 850, pen);
            using var flat = new SKPaint { Color = SKColors.SteelBlue, IsAntialias = true };
            canvas.DrawCircle(600, 450, 200, flat);
            canvas.Flush();
            return ImageDecoder.Decode(RenderedImages.Encode(drawing, SKEncodedImageFormat.Png), Preprocessing.Default);
        }
    }
}
