using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Camera;

/// <summary>What a phone does in poor light: strong smoothing that keeps edges, then strong sharpening; in place. A blurred edge gets a
/// crisp look by it, and stays blurred.</summary>
internal static class PhoneProcessing
{
    /// <summary>Applies it and returns the standard deviation of the noise that is left, in luma levels.</summary>
    public static double Apply(Random random, PlanarImage image, double strength)
    {
        double noise = random.Chance(0.8) ? CameraPipeline.AddNoise(random, image.Pixels, 1.4 * strength) : 0;
        switch (random.Next(5))
        {
            case < 3: Denoising.Bilateral(image, random.Uniform(1.2, 4), random.Uniform(15, 65), radius: random.Next(2, 5)); break;
            case 3: Denoising.Guided(image, random.Next(2, 6), random.LogUniform(8, 40)); break;
            default: Denoising.Median3(image); break;
        }
        Sharpening.UnsharpMask(image, random.Uniform(0.8, 2.6), random.LogUniform(0.4, 2.2));
        return 0.4 * noise;
    }
}
