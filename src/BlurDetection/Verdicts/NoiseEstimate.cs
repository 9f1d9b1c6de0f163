namespace BlurDetection.Verdicts;

/// <summary>Standard deviation of white noise, from a mask that cancels constant and linear parts (J. Immerkær, "Fast noise variance
/// estimation", 1996).</summary>
internal static class NoiseEstimate
{
    private const int Bands = 16;

    /// <summary>Of the whole image; 0 where a side is below three pixels.</summary>
    public static double Of(in LumaPlane luma) => luma.Width < 3 || luma.Height < 3 ? 0 : Of(luma, 1, luma.Width - 1, 1, luma.Height - 1);

    /// <summary>Whether half of the image's parts, 16 by 16 of them, hold at least half of that noise: letters and
    /// edges stand in a few.</summary>
    /// <param name="luma">The image.</param>
    /// <param name="noise">What <see cref="Of(in LumaPlane)"/> gave.</param>
    public static bool IsEverywhere(in LumaPlane luma, double noise)
    {
        int columns = Math.Clamp((luma.Width - 2) / 4, 1, Bands), rows = Math.Clamp((luma.Height - 2) / 4, 1, Bands), noisy = 0;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                if (Of(luma, Edge(column, columns, luma.Width), Edge(column + 1, columns, luma.Width), Edge(row, rows, luma.Height),
                    Edge(row + 1, rows, luma.Height)) >= noise / 2)
                    noisy++;
        return 2 * noisy >= columns * rows;

        static int Edge(int part, int parts, int side) => 1 + part * (side - 2) / parts;
    }

    private static double Of(in LumaPlane luma, int left, int right, int top, int bottom)
    {
        double sum = 0;
        for (var y = top; y < bottom; y++)
        {
            var above = luma.Row(y - 1);
            var row = luma.Row(y);
            var below = luma.Row(y + 1);
            for (var x = left; x < right; x++)
            {
                sum += Math.Abs(
                    above[x - 1] - 2 * above[x] + above[x + 1]
                    - 2 * (row[x - 1] - 2 * row[x] + row[x + 1])
                    + below[x - 1] - 2 * below[x] + below[x + 1]);
            }
        }
        return Math.Sqrt(Math.PI / 2) / 6 * sum / ((double)(right - left) * (bottom - top));
    }
}
