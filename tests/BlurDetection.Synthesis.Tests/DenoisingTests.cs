using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Synthesis.Tests;

public class DenoisingTests
{
    [Fact]
    public void TheGuidedFilterFlattensNoiseAndKeepsAnEdge()
    {
        const int Width = 80, Height = 60, Edge = 40;
        var random = new Random(2);
        var image = new PlanarImage(1, Height, Width,
            [.. Enumerable.Range(0, Width * Height).Select(i => (i % Width < Edge ? 60f : 190f) + 8 * (random.NextSingle() - 0.5f))]);
        double before = Roughness(image);

        Denoising.Guided(image, 3, 12);

        Assert.True(Roughness(image) < 0.35 * before, $"{Roughness(image)} of {before}");
        // Of the step's 130 levels at least 110 stay between two neighbours.
        for (int y = 5; y < Height - 5; y++) Assert.True(image.Buffer[y * Width + Edge] - image.Buffer[y * Width + Edge - 1] > 110);

        // Standard deviation within the left half, away from the edge.
        static double Roughness(PlanarImage image)
        {
            float[] values = [.. Enumerable.Range(0, Width * Height).Where(i => i % Width < Edge - 8).Select(i => image.Buffer[i])];
            double mean = values.Average();
            return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TheGuidedFilterLeavesAFlatPictureAsItIsUpToItsBorders(int radius)
    {
        var image = new PlanarImage(1, 9, 7, [.. Enumerable.Repeat(77f, 63)]);

        Denoising.Guided(image, radius, 10);

        Assert.All(image.Pixels.ToArray(), pixel => Assert.Equal(77f, pixel, 0.01f));
    }
}
