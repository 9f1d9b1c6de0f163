using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Camera;

/// <summary>What phones and film do to an image beyond the usual: noise in clumps, denoising like watercolour, hard
/// contrast; in place.</summary>
internal static class HeavyProcessing
{
    /// <summary>Applies each of them or not, by chance, and returns the standard deviation of the noise that is left, in
    /// luma levels.</summary>
    public static double Apply(Random random, PlanarImage image, double strength)
    {
        double noise = random.Chance(0.6) ? AddGrain(random, image, strength) : 0;
        if (random.Chance(0.5))
        {
            Denoising.Guided(image, random.Next(1, 5), random.LogUniform(4, 30));
            noise *= 0.4;
        }
        if (random.Chance(0.5)) HardContrast(random, image.Pixels);
        return noise;
    }

    /// <summary>Sharpens an image that was made smaller, as programs do that resize for the web.</summary>
    public static void SharpenSmall(Random random, PlanarImage image)
    {
        if (random.Chance(0.5)) Sharpening.UnsharpMask(image, random.Uniform(0.4, 1.1), random.Uniform(0.2, 1.2));
    }

    // Demosaicing, denoising and scaling leave noise that neighbours share; film grain is so from the start.
    private static double AddGrain(Random random, PlanarImage image, double strength)
    {
        var field = new PlanarImage(1, image.Height, image.Width, new float[image.Width * image.Height]);
        CameraPipeline.AddNoise(random, field.Pixels, 1);
        field = Sharpening.Separable(field, random.Uniform(0.5, 1.6));
        double target = random.LogUniform(1, 9) * strength, spread = Math.Max(1e-6, PatchLabels.Spread(field));
        TensorPrimitives.MultiplyAdd(field.Pixels, (float)(target / spread), image.Pixels, image.Pixels);
        TensorPrimitives.Max(image.Pixels, 0f, image.Pixels);
        TensorPrimitives.Min(image.Pixels, 255f, image.Pixels);
        return target;
    }

    // Blacks cut off, then an S-shaped curve (Perlin's smoothstep) mixed in.
    private static void HardContrast(Random random, Span<float> pixels)
    {
        float black = (float)random.Uniform(0, 40), curve = (float)random.Uniform(0, 0.9);
        TensorPrimitives.Subtract(pixels, black, pixels);
        TensorPrimitives.Multiply(pixels, 1 / (255 - black), pixels);
        TensorPrimitives.Max(pixels, 0f, pixels);
        TensorPrimitives.Min(pixels, 1f, pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            float p = pixels[i];
            pixels[i] = 255 * (p + curve * (p * p * (3 - 2 * p) - p));
        }
    }
}
