using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>Standard deviation of white noise, from a mask that cancels constant and linear parts (J. Immerkær, "Fast noise variance estimation", 1996).</summary>
internal static class NoiseEstimate
{
    public static double Of(PlanarImage image)
    {
        if (image.Width < 3 || image.Height < 3) return 0;
        var pixels = image.Pixels;
        var width = image.Width;
        double sum = 0;
        for (var y = 1; y < image.Height - 1; y++)
        {
            var above = pixels.Slice((y - 1) * width, width);
            var row = pixels.Slice(y * width, width);
            var below = pixels.Slice((y + 1) * width, width);
            for (var x = 1; x < width - 1; x++)
            {
                sum += Math.Abs(
                    above[x - 1] - 2 * above[x] + above[x + 1]
                    - 2 * (row[x - 1] - 2 * row[x] + row[x + 1])
                    + below[x - 1] - 2 * below[x] + below[x + 1]);
            }
        }
        return Math.Sqrt(Math.PI / 2) / 6 * sum / ((double)(width - 2) * (image.Height - 2));
    }
}
