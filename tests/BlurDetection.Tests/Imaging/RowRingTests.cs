using BlurDetection.Imaging;

namespace BlurDetection.Tests.Imaging;

public sealed class RowRingTests
{
    // Every machine gives the same floats, so the sums must not depend on how many are computed side by side.
    [Theory]
    [InlineData(1024, 7)]
    [InlineData(301, 5)]
    [InlineData(16, 1)]
    [InlineData(7, 3)]
    public void SumsOfRowsRunInOrderWhereverTheRingBegins(int width, int count)
    {
        var random = new Random(width);
        using var ring = new RowRing(width, count);
        var rows = Enumerable.Range(0, 3 * count).Select(_ => new float[width]).ToArray();
        float[] weights = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.3f)], wide = new float[width],
            eight = new float[width];
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < width; x++) ring.Row(y)[x] = rows[y][x] = random.NextSingle() * 255;
            if (y + 1 < count) continue;
            ring.Sum(y + 1 - count, weights, wide);
            ring.SumWithEight(y + 1 - count, weights, eight);
            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                for (int k = 0; k < count; k++) sum += rows[y + 1 - count + k][x] * weights[k];
                Assert.Equal((sum, sum), (wide[x], eight[x]));
            }
        }
    }
}
