using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>The library's own resampler, on luma.</summary>
internal static class Scaling
{
    public static PlanarImage Downscale(PlanarImage image, int width, int height)
    {
        if (width == image.Width && height == image.Height) return image;
        var target = new float[width * height];
        AreaDownscaler.Scale(image.Pixels, image.Width, image.Height, width, height, target);
        return new PlanarImage(1, height, width, target);
    }
}
