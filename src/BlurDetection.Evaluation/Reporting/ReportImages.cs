using BlurDetection.Imaging;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Small versions of images for a page, and the same under a heat map.</summary>
internal static class ReportImages
{
    private const int Quality = 78;
    private static readonly Preprocessing Small = new() { Channels = 3, LongSide = 320 };

    // blue, teal, yellow, red: told apart by lightness too
    private static readonly (float R, float G, float B)[] Ramp = [(43, 58, 140), (47, 158, 158), (232, 211, 63), (215, 48, 31)];

    /// <summary>The image as a small JPEG, and under a heat map if there is one; <see langword="null"/> where it cannot
    /// be read any more.</summary>
    public static (byte[] Image, byte[]? HeatMap)? Load(string path, BlurMap? map = null)
    {
        try
        {
            using DecodedImage decoded = ImageDecoder.DecodeFile(path, Small);
            return (JpegImage.Encode(decoded.Pixels, Quality), map is null ? null
                : JpegImage.Encode(Overlay(decoded.Pixels, map), Quality));
        }
        catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The image in grey, coloured by the map; where the map is uncertain the image shows through.</summary>
    public static PlanarImage Overlay(PlanarImage image, BlurMap map)
    {
        (int width, int height, int plane) = (image.Width, image.Height, image.Width * image.Height);
        var pixels = new float[3 * plane];
        ReadOnlySpan<float> source = image.Pixels;
        var probability = new MapSampler(map, width, height);
        var certainty = new MapSampler(new BlurMap(map.Width, map.Height, map.Certainty, map.Certainty), width, height);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int at = y * width + x;
                float luma = image.Channels == 1 ? source[at]
                    : 0.299f * source[at] + 0.587f * source[plane + at] + 0.114f * source[2 * plane + at];
                float strength = 0.15f + 0.45f * Math.Clamp(certainty.At(x, y), 0, 1);
                (float r, float g, float b) = Colour(probability.At(x, y));
                pixels[at] = luma + strength * (r - luma);
                pixels[plane + at] = luma + strength * (g - luma);
                pixels[2 * plane + at] = luma + strength * (b - luma);
            }
        return new PlanarImage(3, height, width, pixels);
    }

    private static (float R, float G, float B) Colour(float value)
    {
        float position = Math.Clamp(value, 0, 1) * (Ramp.Length - 1);
        int below = Math.Min((int)position, Ramp.Length - 2);
        float share = position - below;
        ((float R, float G, float B) a, (float R, float G, float B) b) = (Ramp[below], Ramp[below + 1]);
        return (a.R + share * (b.R - a.R), a.G + share * (b.G - a.G), a.B + share * (b.B - a.B));
    }
}
