using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>The library's own resampler, on luma.</summary>
internal static class Scaling
{
    /// <summary>As the embedded model sees it: made smaller where its long side is too long, and never larger.</summary>
    public static PlanarImage ToModelSize(PlanarImage image)
    {
        double scale = Math.Min(1, (double)Preprocessing.Default.LongSide!.Value / Math.Max(image.Width, image.Height));
        return Downscale(image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
    }

    /// <summary>By the kernel of prediction.</summary>
    public static PlanarImage Downscale(PlanarImage image, int width, int height) =>
        Downscale(image, width, height, Preprocessing.Default.Resampling);

    /// <summary>By the mean of what each pixel covers: for widths, shares and the like, and for what other programs made smaller.</summary>
    public static PlanarImage Average(PlanarImage image, int width, int height) => Downscale(image, width, height, Resampling.Area);

    private static PlanarImage Downscale(PlanarImage image, int width, int height, Resampling resampling)
    {
        if (width == image.Width && height == image.Height) return image;
        var target = new float[width * height];
        PlaneScaler.Scale(resampling, image.Pixels, image.Width, image.Height, width, height, target);
        return new PlanarImage(1, height, width, target);
    }
}
