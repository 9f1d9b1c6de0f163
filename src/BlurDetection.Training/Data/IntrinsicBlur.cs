using BlurDetection.Imaging;

namespace BlurDetection.Training.Data;

/// <summary>How soft an image is by itself: a microscope's field or a fundus, in perfect focus, is softer than a photograph.</summary>
/// <remarks>
/// An edge of a Gaussian of s loses the share sqrt(s^2 + r^2) / s of its slope to a further one of r, which gives s (Zhuo and Sim, "Defocus
/// map estimation from a single image", 2011). Of the strongest edges, the sharper ones tell.
/// </remarks>
internal static class IntrinsicBlur
{
    /// <summary>Against noise, and the further blur, in pixels.</summary>
    private const double Before = 0.6, Further = 1.5;

    private const double StrongestEdges = 0.03, SharperEdges = 0.3, LeastSlope = 16;
    private const int FewestEdges = 50;

    /// <summary>Participation width of a Gaussian, in standard deviations.</summary>
    private const double WidthOfGaussian = 3.545;

    /// <summary>The width of the sharper edges, in pixels, as <see cref="BlurPrediction.BlurWidth"/> gives it; 1 where there are too
    /// few.</summary>
    public static double Width(PlanarImage luma)
    {
        float[] slopes = Slopes(luma, Before), softened = Slopes(luma, Math.Sqrt(Before * Before + Further * Further));
        float[] ordered = [.. slopes];
        Array.Sort(ordered);
        float least = (float)Math.Max(LeastSlope, ordered[(int)((1 - StrongestEdges) * (ordered.Length - 1))]);
        var ratios = new List<double>();
        for (int i = 0; i < slopes.Length; i++)
            if (slopes[i] >= least) ratios.Add(slopes[i] / Math.Max(softened[i], 1e-2));
        if (ratios.Count < FewestEdges) return 1;
        ratios.Sort();
        double ratio = Math.Max(1.01, ratios[(int)((1 - SharperEdges) * (ratios.Count - 1))]);
        double variance = Further * Further / (ratio * ratio - 1) - Before * Before;
        return Math.Sqrt(1 + WidthOfGaussian * WidthOfGaussian * Math.Max(0, variance));
    }

    // Sobel's, eight times the slope in levels a pixel.
    private static float[] Slopes(PlanarImage luma, double sigma)
    {
        int width = luma.Width, height = luma.Height;
        float[] smooth = Smooth(luma.Pixels, width, height, sigma), slopes = new float[width * height];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = y * width + x, above = at - width, below = at + width;
                float across = smooth[above + 1] - smooth[above - 1] + 2 * (smooth[at + 1] - smooth[at - 1]) + smooth[below + 1]
                    - smooth[below - 1], down = smooth[below - 1] - smooth[above - 1] + 2 * (smooth[below] - smooth[above])
                    + smooth[below + 1] - smooth[above + 1];
                slopes[at] = MathF.Sqrt(across * across + down * down);
            }
        }
        return slopes;
    }

    private static float[] Smooth(ReadOnlySpan<float> pixels, int width, int height, double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        float[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => (float)Math.Exp(-i * i / (2 * sigma * sigma)))];
        float sum = kernel.Sum();
        for (int i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        float[] across = new float[width * height], both = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int i = -radius; i <= radius; i++)
                    across[y * width + x] += kernel[i + radius] * pixels[y * width + Math.Clamp(x + i, 0, width - 1)];
        for (int y = 0; y < height; y++)
            for (int i = -radius; i <= radius; i++)
            {
                int from = Math.Clamp(y + i, 0, height - 1) * width;
                for (int x = 0; x < width; x++) both[y * width + x] += kernel[i + radius] * across[from + x];
            }
        return both;
    }
}
