using BlurDetection.Imaging;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class LanczosDownscalerTests
{
    private const double Rounding = 2e-4; // float sums of values up to 255

    [Theory]
    [InlineData(100, 80, 50, 40)]
    [InlineData(101, 77, 50, 38)]
    [InlineData(997, 13, 331, 4)]
    [InlineData(33, 70, 31, 69)]
    [InlineData(40, 48, 1, 1)]
    [InlineData(17, 5, 17, 2)]
    [InlineData(2, 3, 1, 2)]
    public void WeighsByTheStretchedKernel(int sourceWidth, int sourceHeight, int width, int height)
    {
        var source = Noise(sourceWidth * sourceHeight);

        var scaled = Scale(source, sourceWidth, sourceHeight, width, height);

        for (var y = 0; y < height; y++)
        {
            var down = Weights(sourceHeight, height, y);
            for (var x = 0; x < width; x++)
            {
                var across = Weights(sourceWidth, width, x);
                double expected = 0;
                for (var row = 0; row < sourceHeight; row++)
                    for (var column = 0; column < sourceWidth; column++)
                        expected += down[row] * across[column] * source[row * sourceWidth + column];
                Assert.Equal(Math.Clamp(expected, 0, 255), scaled[y * width + x], Rounding);
            }
        }
    }

    [Fact]
    public void BytesGiveTheSameAsFloats()
    {
        var bytes = Noise(301 * 97).Select(v => (byte)v).ToArray();
        var fromBytes = new float[100 * 50];
        using var scaler = PlaneScaler.Create(Resampling.Lanczos3, 301, 97, 100, 50, fromBytes);
        for (var y = 0; y < 97; y++) scaler.AddRow(bytes.AsSpan(y * 301, 301));

        Assert.Equal(Scale([.. bytes.Select(b => (float)b)], 301, 97, 100, 50), fromBytes);
    }

    [Theory]
    [InlineData(255f)]
    [InlineData(0f)]
    [InlineData(77f)]
    public void AFlatPictureStaysFlat(float level) =>
        Assert.All(Scale([.. Enumerable.Repeat(level, 500 * 250)], 500, 250, 359, 166), value => Assert.Equal(level, value, 1e-3f));

    /// <summary>Why it is the kernel of new models: fine detail keeps its contrast at every ratio, so that a picture
    /// looks the same at every size.</summary>
    [Theory]
    [InlineData(961)]
    [InlineData(1000)]
    [InlineData(1280)]
    [InlineData(1921)]
    [InlineData(3839)]
    public void DetailKeepsItsContrastAtEveryRatio(int width)
    {
        const double CyclesInAPixel = 0.3;
        const int Size = 960;
        float[] wave = [.. Enumerable.Range(0, width)
            .Select(x => (float)(128 + 100 * Math.Sin(2 * Math.PI * CyclesInAPixel * (x + 0.5) * Size / width)))];

        Assert.InRange(Contrast(Resampling.Lanczos3), 0.93, 1.05);
        Assert.True(Contrast(Resampling.Area) < Contrast(Resampling.Lanczos3));

        double Contrast(Resampling resampling)
        {
            var scaled = new float[Size * 2];
            PlaneScaler.Scale(resampling, [.. wave, .. wave, .. wave], width, 3, Size, 2, scaled);
            var middle = scaled[20..(Size - 20)];
            double mean = middle.Average();
            return Math.Sqrt(2 * middle.Average(v => (v - mean) * (v - mean))) / 100;
        }
    }

    [Fact]
    public void AnAxisThatGrowsIsInterpolatedAsBefore()
    {
        var expected = new float[16];
        AreaDownscaler.Scale([0, 100, 200, 40], 2, 2, 4, 4, expected);
        Assert.Equal(expected, Scale([0, 100, 200, 40], 2, 2, 4, 4));
    }

    private static float[] Scale(float[] source, int sourceWidth, int sourceHeight, int width, int height)
    {
        var scaled = new float[width * height];
        PlaneScaler.Scale(Resampling.Lanczos3, source, sourceWidth, sourceHeight, width, height, scaled);
        return scaled;
    }

    private static double[] Weights(int source, int target, int output)
    {
        double ratio = (double)source / target, centre = (output + 0.5) * ratio - 0.5;
        double[] weights = [.. Enumerable.Range(0, source).Select(i => Kernel((i - centre) / ratio))];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double Kernel(double x) => Math.Abs(x) >= 3 ? 0 : Sinc(x) * Sinc(x / 3);

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static float[] Noise(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(256))];
    }
}
