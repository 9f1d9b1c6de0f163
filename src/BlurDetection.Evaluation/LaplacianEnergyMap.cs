using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>The baseline for blur maps: the mean squared Laplacian around each pixel, low where the image is blurred.</summary>
internal static class LaplacianEnergyMap
{
    /// <summary>Computes the energy around each pixel with running sums, so that the window costs nothing.</summary>
    /// <param name="luma">Luma, 0 to 255.</param>
    /// <param name="radius">The window spans 2 x radius + 1 pixels, cut at the borders; at least 1, default 16.</param>
    /// <returns>Height x width values, squared grey levels.</returns>
    public static float[] Compute(PlanarImage luma, int radius = 16)
    {
        ArgumentNullException.ThrowIfNull(luma);
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        (int width, int height) = (luma.Width, luma.Height);
        var sums = new double[(height + 1) * (width + 1)];
        var line = new float[width];
        for (int y = 0; y < height; y++)
        {
            LaplacianBaseline.Row(luma, y, line);
            double row = 0;
            for (int x = 0; x < width; x++)
            {
                row += (double)line[x] * line[x];
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        var energy = new float[height * width];
        for (int y = 0; y < height; y++)
        {
            int top = Math.Max(0, y - radius) * (width + 1), bottom = Math.Min(height, y + radius + 1) * (width + 1);
            int rows = (bottom - top) / (width + 1);
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - radius), right = Math.Min(width, x + radius + 1);
                double sum = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
                energy[y * width + x] = (float)(sum / (rows * (right - left)));
            }
        }
        return energy;
    }
}
