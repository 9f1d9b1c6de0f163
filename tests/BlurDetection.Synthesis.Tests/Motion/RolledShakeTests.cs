using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Synthesis.Optics.Motion;
using BlurDetection.Synthesis.Optics.Psf;

namespace BlurDetection.Synthesis.Tests.Motion;

public class RolledShakeTests
{
    [Fact]
    public void WhereEveryPlaceHasTheSamePsfItIsAConvolution()
    {
        var random = new Random(3);
        var image = new PlanarImage(1, 70, 110, [.. Enumerable.Range(0, 70 * 110).Select(_ => random.NextSingle())]);
        var psf = MotionPsf.Straight(9, 0.4);

        var blended = RolledShake.Blend(image, [.. Enumerable.Repeat(psf, 16)]);

        var expected = Convolution.Apply(image, psf).Pixels;
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], blended.Light.Pixels[i], 1e-5f);
        Assert.All(blended.Width, width => Assert.Equal(psf.VisibleWidth, width, 1e-4));
    }

    [Fact]
    public void BetweenTwoPlacesTheirWidthsChangeEvenly()
    {
        var image = new PlanarImage(1, 64, 91, new float[64 * 91]);
        var field = Enumerable.Range(0, 16).Select(i => i % 4 == 3 ? MotionPsf.Straight(13, 0) : PointSpreadFunction.Identity).ToArray();

        var blended = RolledShake.Blend(image, field);

        // The last node but one stands at column 60, the last at 90.
        double wide = field[3].VisibleWidth;
        Assert.Equal(1, blended.Width[32 * 91 + 60], 1e-4);
        Assert.Equal((1 + wide) / 2, blended.Width[32 * 91 + 75], 1e-4);
        Assert.Equal(wide, blended.Width[32 * 91 + 90], 1e-4);
        Assert.Equal((1 + wide) / 2, blended.Directions!.At(0, 1, 75 / 90.0, 0.5), 1e-6);
        Assert.Equal(1, blended.Directions.At(2, 1, 1, 0.5), 0.2);
    }
}
