using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;
using SkiaSharp;

namespace BlurDetection.Training.Tests.Data;

public sealed class IntrinsicBlurTests
{
    private static PlanarImage Luma(SKBitmap bitmap) =>
        new(1, bitmap.Height, bitmap.Width, [.. PlanarReference.Luma(bitmap).Select(value => (float)value)]);

    private static PlanarImage Scene(float sigma)
    {
        using var scene = RenderedImages.Scene(480, 360, seed: 2, blurSigma: sigma);
        return Luma(scene);
    }

    // The participation width of a Gaussian is 2 sqrt(pi) times its standard deviation.
    [Theory]
    [InlineData(1.2f)]
    [InlineData(1.6f)]
    [InlineData(2.2f)]
    public void TheWidthOfEdgesIsThatOfTheirBlur(float sigma)
    {
        using var board = new SKBitmap(480, 360);
        using (var canvas = new SKCanvas(board))
        using (var fill = new SKPaint { Color = SKColors.Black })
        {
            canvas.Clear(SKColors.White);
            for (int i = 0; i < 48; i++)
                if ((i % 8 + i / 8) % 2 == 0) canvas.DrawRect(i % 8 * 60, i / 8 * 60, 60, 60, fill);
        }
        using var blurred = RenderedImages.Blurred(board.Copy(), sigma);
        double expected = Math.Sqrt(1 + 4 * Math.PI * sigma * sigma);
        Assert.InRange(IntrinsicBlur.Width(Luma(blurred)), 0.85 * expected, 1.15 * expected);
    }

    [Fact]
    public void TheSofterASceneTheWider()
    {
        double[] widths = [.. new[] { 0f, 0.8f, 1.2f, 1.6f, 2.2f }.Select(sigma => IntrinsicBlur.Width(Scene(sigma)))];
        Assert.Equal(widths.Order(), widths);
        Assert.True(widths[^1] > 4);
    }

    [Fact]
    public void ASharpSceneIsNarrowAndAnEvenOneTellsNothing()
    {
        Assert.InRange(IntrinsicBlur.Width(Scene(0)), 1, 2.2);
        Assert.Equal(1, IntrinsicBlur.Width(new PlanarImage(1, 60, 80, new float[60 * 80])));
    }
}
