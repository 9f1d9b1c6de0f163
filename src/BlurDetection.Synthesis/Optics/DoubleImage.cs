using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>Two or three images of the same scene in one, shifted against each other: a flash in a shaken exposure, blended video frames,
/// fields of interlaced video.</summary>
internal static class DoubleImage
{
    private const double GreatestWidth = 32;

    /// <summary>Mixes shifted copies of the light.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="light">Linear light.</param>
    /// <param name="width">How far the copies are apart, in pixels, less where one of them is faint.</param>
    public static BlurLayer Apply(Random random, PlanarImage light, double width)
    {
        bool interlaced = random.Chance(0.2), encoded = random.Chance(0.5);
        double ghost = interlaced ? 0.5 : random.Uniform(0.3, 0.5), angle = interlaced ? 0 : random.Angle(),
            length = (width - 1) / (4 * ghost * (1 - ghost));
        int dx = (int)Math.Round(length * Math.Cos(angle)), dy = (int)Math.Round(length * Math.Sin(angle));
        int copies = !interlaced && random.Chance(0.2) ? 2 : 1;
        var mixed = new float[light.Width * light.Height];
        for (int y = 0; y < light.Height; y++)
        {
            for (int x = 0; x < light.Width; x++)
            {
                float first = Encoded(light, x, y, encoded), other = 0;
                for (int copy = 1; copy <= copies; copy++)
                    other += Encoded(light, Convolution.Reflect(x + copy * dx, light.Width),
                        Convolution.Reflect(y + copy * dy, light.Height), encoded) / copies;
                float value = interlaced ? (y % 2 == 0 ? first : other) : first + (float)ghost * (other - first);
                mixed[y * light.Width + x] = encoded ? value * value : value;
            }
        }
        double apart = Math.Sqrt(dx * dx + dy * dy) * 4 * ghost * (1 - ghost);
        double Along(double degrees) =>
            Math.Clamp(1 + apart * Math.Abs(Math.Cos(Math.Atan2(dy, dx) - Math.PI / 180 * degrees)), 1, GreatestWidth);
        var widths = new float[mixed.Length];
        Array.Fill(widths, (float)Math.Clamp(1 + apart, 1, GreatestWidth));
        return new BlurLayer(new PlanarImage(1, light.Height, light.Width, mixed), widths,
            new DirectionalWidth([Along(0), Along(45), Along(90), Along(135)]));
    }

    // A square root stands for the encoding: video is blended as it is stored, a sensor adds light.
    private static float Encoded(PlanarImage light, int x, int y, bool encoded)
    {
        float value = light.Buffer[y * light.Width + x];
        return encoded ? MathF.Sqrt(MathF.Min(1, MathF.Max(0, value))) : value;
    }
}
