using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Synthesis.Optics.Psf;

namespace BlurDetection.Synthesis.Tests;

public class ConvolutionTests
{
    [Theory]
    [InlineData(70, 40)]
    [InlineData(33, 21)]
    [InlineData(200, 64)]
    public void ItEqualsTheSumThatDefinesIt(int width, int height)
    {
        var random = new Random(width);
        var image = new PlanarImage(1, height, width, [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle() * 255)]);
        var weights = new float[49];
        for (int i = 0; i < 49; i++) weights[i] = random.Next(3) == 0 ? 0 : random.NextSingle();
        weights[0] = 1;
        var psf = new PointSpreadFunction(7, weights);

        var result = Convolution.Apply(image, psf);

        for (int y = 0; y < height; y += 5)
        {
            for (int x = 0; x < width; x += 3)
            {
                double expected = 0;
                for (int j = -3; j <= 3; j++)
                    for (int i = -3; i <= 3; i++)
                        expected += psf.Weights[(j + 3) * 7 + i + 3] * image.Pixels[Mirror(y - j, height) * width + Mirror(x - i, width)];
                Assert.Equal(expected, result.Pixels[y * width + x], 0.01);
            }
        }
    }

    private static int Mirror(int index, int length) => index < 0 ? -index : index >= length ? 2 * (length - 1) - index : index;
}
