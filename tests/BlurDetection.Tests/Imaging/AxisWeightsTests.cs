using BlurDetection.Imaging;

namespace BlurDetection.Tests.Imaging;

public sealed class AxisWeightsTests
{
    // Every machine gives the same floats, so the sums must not depend on how many are computed side by side.
    [Theory]
    [InlineData(1024, 960)]
    [InlineData(1008, 960)]
    [InlineData(1280, 960)]
    [InlineData(1200, 960)]
    [InlineData(2048, 960)]
    [InlineData(961, 960)]
    [InlineData(1919, 960)]
    [InlineData(64, 64)]
    [InlineData(23, 17)]
    [InlineData(9, 8)]
    [InlineData(2, 2)]
    public void SumsOfLanczosRunInOrder(int source, int target)
    {
        foreach (bool wide in FloatLanes16.IsSupported ? new[] { false, true } : [false])
        {
            var random = new Random(source);
            using var weights = new AxisWeights(source, target, Resampling.Lanczos3, wide: wide);
            var (before, behind) = weights.Padding;
            var padded = new float[before + source + behind];
            var row = padded.AsSpan(before, source);
            foreach (ref float value in row) value = random.NextSingle() * 255;
            var result = new float[target + 1];
            result[target] = -1;

            weights.Apply(padded, result);

            for (int output = 0; output < target; output++)
            {
                float sum = 0;
                var own = weights.WeightsOf(output);
                for (int k = 0; k < own.Length; k++) sum += own[k] * row[weights.Start(output) + k];
                if (source < 2 * target) Assert.Equal(Math.Clamp(sum, 0, 255), result[output]);
                else Assert.Equal(Math.Clamp(sum, 0, 255), result[output], 1e-4f); // summed in pairs
            }
            Assert.Equal(-1, result[target]);
        }
    }

    [Theory]
    [InlineData(1024, 960)]
    [InlineData(1920, 1440)]
    [InlineData(37, 36)]
    public void WeightsOfLanczosAddToOneWhereverTheyRepeat(int source, int target)
    {
        using var weights = new AxisWeights(source, target, Resampling.Lanczos3);
        for (int output = 0; output < target; output++)
        {
            double sum = 0, middle = 0;
            var own = weights.WeightsOf(output);
            for (int k = 0; k < own.Length; k++)
            {
                sum += own[k];
                middle += own[k] * (weights.Start(output) + k);
            }
            Assert.Equal(1, sum, 1e-6);
            // Away from the edges the middle of the weights is that of the output.
            if (weights.Start(output) > 0 && weights.Start(output) + own.Length < source)
                Assert.Equal((output + 0.5) * source / target - 0.5, middle, 0.02);
        }
    }
}
