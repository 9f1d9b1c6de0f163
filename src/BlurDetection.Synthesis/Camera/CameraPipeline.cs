using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Camera;

/// <summary>What happens to an image after the shutter has closed, sharp or blurred alike: light, noise, denoising,
/// sharpening, compression.</summary>
internal static class CameraPipeline
{
    private const int NoiseRun = 97;
    private static readonly float[] NoiseTable = [.. Gaussians(new Random(1), 1 << 16)];

    /// <summary>Applies a random camera in place and returns the standard deviation of the noise that is left, in luma levels.</summary>
    public static double Apply(Random random, PlanarImage image, double strength)
    {
        var pixels = image.Pixels;
        if (random.Chance(0.5)) Expose(random, pixels);
        if (random.Chance(0.10)) Haze(random, image);
        if (random.Chance(0.06)) LensDirt(random, image);
        double noise = random.Chance(0.65) ? AddNoise(random, pixels, strength) : 0;
        if (random.Chance(noise > 4 ? 0.6 : 0.25)) noise *= Denoise(random, image);
        if (random.Chance(0.45)) Sharpening.UnsharpMask(image, random.Uniform(0.5, 1.8), random.Uniform(0.2, 1.6));
        TensorPrimitives.Max(pixels, 0f, pixels);
        TensorPrimitives.Min(pixels, 255f, pixels);
        return noise;
    }

    private static void Expose(Random random, Span<float> pixels)
    {
        float gain = (float)random.LogUniform(0.35, 1.6), gamma = (float)random.LogUniform(0.7, 1.4),
            lift = (float)random.Uniform(0, 25) * (random.Chance(0.3) ? 1 : 0);
        TensorPrimitives.Divide(pixels, 255f, pixels);
        TensorPrimitives.Max(pixels, 0f, pixels);
        TensorPrimitives.Pow(pixels, gamma, pixels);
        TensorPrimitives.Multiply(pixels, gain * (255f - lift), pixels);
        TensorPrimitives.Add(pixels, lift, pixels);
        TensorPrimitives.Min(pixels, 255f, pixels);
    }

    // Scattered light lifts the blacks; a gradient, since haze grows with distance.
    private static void Haze(Random random, PlanarImage image)
    {
        double top = random.Uniform(0, 0.75), bottom = random.Uniform(0, 0.75), veil = random.Uniform(120, 245);
        for (int y = 0; y < image.Height; y++)
        {
            float share = (float)(top + (bottom - top) * y / image.Height);
            var row = image.Pixels.Slice(y * image.Width, image.Width);
            TensorPrimitives.Multiply(row, 1 - share, row);
            TensorPrimitives.Add(row, share * (float)veil, row);
        }
    }

    // Drops and dust near the lens: large, soft veils that leave the detail behind them.
    private static void LensDirt(Random random, PlanarImage image)
    {
        int spots = random.Next(1, 7);
        for (int spot = 0; spot < spots; spot++)
        {
            double centreX = random.Uniform(0, image.Width), centreY = random.Uniform(0, image.Height),
                radius = random.Uniform(0.03, 0.18) * image.Width;
            float depth = (float)random.Uniform(-0.35, 0.35);
            float veil = depth > 0 ? 255 : 0;
            depth = Math.Abs(depth);
            for (int y = Math.Max(0, (int)(centreY - 2 * radius)); y < Math.Min(image.Height, centreY + 2 * radius); y++)
            {
                for (int x = Math.Max(0, (int)(centreX - 2 * radius)); x < Math.Min(image.Width, centreX + 2 * radius); x++)
                {
                    double d2 = ((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)) / (radius * radius);
                    ref float pixel = ref image.Pixels[y * image.Width + x];
                    pixel += (veil - pixel) * depth * (float)Math.Exp(-d2);
                }
            }
        }
    }

    // Variance = shot + read: Poisson noise grows with the light, read noise does not (Foi et al., 2008).
    internal static double AddNoise(Random random, Span<float> pixels, double strength)
    {
        double read = random.LogUniform(0.3, 7) * strength, shot = random.LogUniform(0.01, 0.5) * strength;
        double sum = 0;
        int at = random.Next();
        for (int i = 0; i < pixels.Length; i++)
        {
            float variance = (float)(read * read + shot * Math.Max(0, pixels[i]));
            sum += variance;
            // A fresh place in the table for each run of pixels: as good as fresh numbers here, and ten times as fast.
            if (i % NoiseRun == 0) at = random.Next();
            pixels[i] += MathF.Sqrt(variance) * NoiseTable[(at + i) & (NoiseTable.Length - 1)];
        }
        return Math.Sqrt(sum / pixels.Length);
    }

    private static IEnumerable<float> Gaussians(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (float)random.Gaussian());

    private static double Denoise(Random random, PlanarImage image)
    {
        switch (random.Next(3))
        {
            case 0:
                Denoising.Median3(image);
                return 0.5;
            case 1:
                Denoising.Bilateral(image, random.Uniform(0.8, 1.8), random.Uniform(8, 30));
                return 0.4;
            default:
                // A slight gaussian, as cheap cameras do; weak enough not to be a blur of its own.
                Sharpening.Smooth(image, random.Uniform(0.3, 0.6));
                return 0.6;
        }
    }
}
