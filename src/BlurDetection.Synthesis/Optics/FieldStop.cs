using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>The round field of a microscope, an endoscope or a spyglass: outside it the image is one tone, and the rim is sharp however
/// blurred the scene is.</summary>
internal static class FieldStop
{
    /// <summary>Draws a stop and marks in <paramref name="covered"/> what it hides, rim included: 1 = covered.</summary>
    public static void Draw(Random random, PlanarImage image, float[] covered)
    {
        int side = Math.Min(image.Width, image.Height);
        double radius = random.Uniform(0.38, 0.62) * side, edge = random.LogUniform(0.7, 6);
        double centreX = image.Width * (0.5 + random.Uniform(-0.05, 0.05)), centreY = image.Height * (0.5 + random.Uniform(-0.05, 0.05));
        float tone = random.Chance(0.9) ? random.Next(0, 16) : random.Next(235, 256);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                double outside = Math.Sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)) - radius;
                float hidden = (float)Math.Clamp(0.5 + outside / (2 * edge), 0, 1);
                if (hidden == 0) continue;
                int at = y * image.Width + x;
                image.Pixels[at] += (tone - image.Pixels[at]) * hidden;
                covered[at] = 1;
            }
        }
    }
}
