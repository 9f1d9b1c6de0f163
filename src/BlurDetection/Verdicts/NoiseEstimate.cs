namespace BlurDetection.Verdicts;

/// <summary>Standard deviation of white noise, from a mask that cancels constant and linear parts (J. Immerkær, "Fast noise variance estimation", 1996).</summary>
internal static class NoiseEstimate
{
    public static double Of(in LumaPlane luma)
    {
        if (luma.Width < 3 || luma.Height < 3) return 0;
        var width = luma.Width;
        double sum = 0;
        for (var y = 1; y < luma.Height - 1; y++)
        {
            var above = luma.Row(y - 1);
            var row = luma.Row(y);
            var below = luma.Row(y + 1);
            for (var x = 1; x < width - 1; x++)
            {
                sum += Math.Abs(
                    above[x - 1] - 2 * above[x] + above[x + 1]
                    - 2 * (row[x - 1] - 2 * row[x] + row[x + 1])
                    + below[x - 1] - 2 * below[x] + below[x + 1]);
            }
        }
        return Math.Sqrt(Math.PI / 2) / 6 * sum / ((double)(width - 2) * (luma.Height - 2));
    }
}
