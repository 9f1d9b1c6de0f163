using BlurDetection.Evaluation;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation.Tests;

public sealed class LaplacianBaselineTests
{
    [Fact]
    public void AFlatPictureAndARampHaveNone()
    {
        Assert.Equal(0, LaplacianBaseline.Variance(Image(7, 9, (_, _) => 100)), 6);
        // away from the mirrored borders a ramp has no second derivative: 2 columns of 20 hold +-2
        Assert.Equal(2 * 4 / 20d, LaplacianBaseline.Variance(Image(20, 5, (x, _) => x)), 6);
    }

    [Fact]
    public void ASinglePointHasTheVarianceWorkedOutByHand()
    {
        // 5x5, one pixel of 10 in the middle: -40 once, 10 four times, sum 0
        Assert.Equal((1600 + 4 * 100) / 25d, LaplacianBaseline.Variance(Image(5, 5, (x, y) => x == 2 && y == 2 ? 10 : 0)), 6);
    }

    [Fact]
    public void OnePixelIsNoError() => Assert.Equal(0, LaplacianBaseline.Variance(Image(1, 1, (_, _) => 7)));

    [Fact]
    public void TheEnergyMapAveragesTheSquaredLaplacianInItsWindow()
    {
        var random = new Random(1);
        PlanarImage picture = Image(23, 17, (_, _) => random.Next(256));
        float[] map = LaplacianEnergyMap.Compute(picture, radius: 3);
        foreach ((int x, int y) in new[] { (0, 0), (11, 8), (22, 16), (5, 16) })
        {
            double sum = 0;
            int count = 0;
            for (int v = Math.Max(0, y - 3); v <= Math.Min(16, y + 3); v++)
                for (int u = Math.Max(0, x - 3); u <= Math.Min(22, x + 3); u++, count++)
                    sum += Math.Pow(Laplacian(picture, u, v), 2);
            Assert.Equal(sum / count, map[y * 23 + x], sum / count * 1e-5);
        }
    }

    private static double Laplacian(PlanarImage picture, int x, int y)
    {
        float At(int u, int v) => picture.Pixels[(v < 0 ? 1 : v > 16 ? 15 : v) * 23 + (u < 0 ? 1 : u > 22 ? 21 : u)];
        return At(x - 1, y) + At(x + 1, y) + At(x, y - 1) + At(x, y + 1) - 4 * At(x, y);
    }

    private static PlanarImage Image(int width, int height, Func<int, int, float> value)
    {
        var pixels = new float[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = value(i % width, i / width);
        return new PlanarImage(1, height, width, pixels);
    }
}
