using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>The scene as a print or a screen shows it, before any lens: halftone dots, ordered dither, the grid of a
/// display; in place.</summary>
internal static class PrintedDots
{
    private static readonly float[] Bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    public static void Apply(Random random, PlanarImage scene)
    {
        switch (random.Next(5))
        {
            case < 3: Halftone(random, scene); break;
            case 3: Dither(random, scene); break;
            default: Grid(random, scene); break;
        }
    }

    private static void Halftone(Random random, PlanarImage scene)
    {
        double period = random.LogUniform(3, 14), angle = random.Chance(0.6) ? Math.PI / 4 : random.Angle(),
            cos = 2 * Math.PI * Math.Cos(angle) / period, sin = 2 * Math.PI * Math.Sin(angle) / period;
        float paper = (float)random.Uniform(200, 255), ink = (float)random.Uniform(0, 60), slope = (float)Math.Max(1, period / 2.2);
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                double screen = 0.5 + 0.25 * (Math.Cos(x * cos + y * sin) + Math.Cos(y * cos - x * sin));
                ref float pixel = ref scene.Pixels[y * scene.Width + x];
                float white = Math.Clamp(0.5f + slope * (pixel / 255 - (float)screen), 0, 1);
                pixel = ink + white * (paper - ink);
            }
        }
    }

    private static void Dither(Random random, PlanarImage scene)
    {
        int cell = random.Next(1, 4);
        for (int y = 0; y < scene.Height; y++)
            for (int x = 0; x < scene.Width; x++)
            {
                ref float pixel = ref scene.Pixels[y * scene.Width + x];
                pixel = pixel > (Bayer[y / cell % 4 * 4 + x / cell % 4] + 0.5f) * 16 ? 255 : 0;
            }
    }

    private static void Grid(Random random, PlanarImage scene)
    {
        double period = random.LogUniform(2.4, 10);
        float gap = (float)random.Uniform(0.1, 0.35), depth = (float)random.Uniform(0.2, 0.8);
        bool rowsOnly = random.Chance(0.3);
        for (int y = 0; y < scene.Height; y++)
            for (int x = 0; x < scene.Width; x++)
                if (y / period % 1 < gap || (!rowsOnly && x / period % 1 < gap)) scene.Pixels[y * scene.Width + x] *= 1 - depth;
    }
}
