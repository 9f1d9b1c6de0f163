using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>What most people use today: the variance of the Laplacian (Pech-Pacheco et al., 2000), low where an image is
/// blurred.</summary>
/// <remarks>
/// OpenCV's recipe, <c>cv2.Laplacian(grey, CV_64F).var()</c>: kernel 0 1 0 / 1 -4 1 / 0 1 0, edges mirrored without
/// repeating the edge pixel.
/// People apply it to the full-size grey image; here it is given resized luma (long side at most 960), the same pixels
/// that the network sees.
/// </remarks>
internal static class LaplacianBaseline
{
    /// <summary>The threshold that recipes on the web recommend: below it, the image is called blurred.</summary>
    public const double UsualThreshold = 100;

    /// <summary>Variance of the Laplacian over all pixels of the first channel, in squared grey levels.</summary>
    /// <param name="luma">Luma, 0 to 255.</param>
    public static double Variance(PlanarImage luma)
    {
        ArgumentNullException.ThrowIfNull(luma);
        (int width, int height) = (luma.Width, luma.Height);
        var line = new float[width];
        double sum = 0, squares = 0;
        for (int y = 0; y < height; y++)
        {
            Row(luma, y, line);
            foreach (float value in line)
            {
                sum += value;
                squares += (double)value * value;
            }
        }
        double count = (double)width * height, mean = sum / count;
        return Math.Max(0, squares / count - mean * mean);
    }

    /// <summary>The Laplacian along one row.</summary>
    internal static void Row(PlanarImage luma, int y, Span<float> line)
    {
        int width = luma.Width, last = luma.Height - 1;
        ReadOnlySpan<float> pixels = luma.Pixels;
        ReadOnlySpan<float> above = pixels.Slice(Mirror(y - 1, last) * width, width);
        ReadOnlySpan<float> here = pixels.Slice(y * width, width);
        ReadOnlySpan<float> below = pixels.Slice(Mirror(y + 1, last) * width, width);
        for (int x = 0; x < width; x++)
            line[x] = above[x] + below[x] + here[Mirror(x - 1, width - 1)] + here[Mirror(x + 1, width - 1)] - 4 * here[x];
    }

    private static int Mirror(int i, int last) => last == 0 ? 0 : i < 0 ? -i : i > last ? 2 * last - i : i;
}
