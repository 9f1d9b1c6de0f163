using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>Light that a lens or wet air scatters around bright places: wide soft veils. The detail beneath them is as
/// sharp as it was.</summary>
internal static class Glare
{
    private const int Lamps = 5, Attempts = 60;
    private const float Bright = 170;

    /// <summary>Adds veils around up to five bright places, in place.</summary>
    public static void Add(Random random, PlanarImage image)
    {
        int side = Math.Min(image.Width, image.Height), lamps = random.Next(1, Lamps + 1);
        for (int attempt = 0; attempt < Attempts && lamps > 0; attempt++)
        {
            int x = random.Next(image.Width), y = random.Next(image.Height);
            if (image.Pixels[y * image.Width + x] < Bright) continue;
            lamps--;
            Veil(image, x, y, random.LogUniform(0.02, 0.15) * side, random.LogUniform(15, 140));
        }
    }

    // Falls with the square of the distance, as the wings of a real lens's point spread do, and to nothing at the veil's end.
    private static void Veil(PlanarImage image, int centreX, int centreY, double scale, double strength)
    {
        int reach = (int)(6 * scale);
        for (int y = Math.Max(0, centreY - reach); y < Math.Min(image.Height, centreY + reach); y++)
        {
            for (int x = Math.Max(0, centreX - reach); x < Math.Min(image.Width, centreX + reach); x++)
            {
                double d2 = ((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)) / (scale * scale);
                if (d2 > 36) continue;
                ref float pixel = ref image.Pixels[y * image.Width + x];
                pixel = Math.Min(255, pixel + (float)(strength * (1 / (1 + d2) - 1 / 37.0)));
            }
        }
    }
}
