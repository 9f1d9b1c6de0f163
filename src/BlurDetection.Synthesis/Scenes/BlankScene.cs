using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Scenes that hold no evidence of focus or blur: flat, graded, clipped, or nothing but noise.</summary>
internal static class BlankScene
{
    public static PlanarImage Draw(Random random, int width, int height)
    {
        var pixels = new float[width * height];
        double level = random.Next(5) switch { 0 => 0, 1 => 255, _ => random.Uniform(0, 255) };
        double slopeX = 0, slopeY = 0, bow = 0;
        if (random.Chance(0.55))
        {
            slopeX = random.Uniform(-120, 120);
            slopeY = random.Uniform(-120, 120);
            bow = random.Chance(0.5) ? random.Uniform(-120, 60) : 0;
        }
        double noise = random.Chance(0.7) ? random.LogUniform(0.4, 60) : 0, grain = random.Chance(0.25) ? random.LogUniform(0.4, 3) : 0;
        var field = new PlanarImage(1, height, width, pixels);
        if (noise > 0)
        {
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (float)random.Gaussian();
            if (grain > 0)
            {
                Sharpening.Smooth(field, grain);
                noise *= 2 * grain * Math.Sqrt(Math.PI);
                noise = Math.Min(noise, 25 * 2 * grain * Math.Sqrt(Math.PI));
            }
        }
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double u = (double)x / width - 0.5, v = (double)y / height - 0.5;
                ref float pixel = ref pixels[y * width + x];
                pixel = (float)Math.Clamp(level + slopeX * u + slopeY * v + bow * (u * u + v * v) + noise * pixel, 0, 255);
            }
        }
        return field;
    }
}
