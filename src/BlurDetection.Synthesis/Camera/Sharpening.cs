using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Camera;

/// <summary>Unsharp masking and slight smoothing, as cameras do; in place.</summary>
internal static class Sharpening
{
    /// <summary>Adds back what a gaussian takes away: halos along edges, whether they were sharp or not.</summary>
    /// <param name="image">Luma, 0..255.</param>
    /// <param name="sigma">Standard deviation of the gaussian, in pixels.</param>
    /// <param name="amount">How much of the difference is added, 0 or more.</param>
    public static void UnsharpMask(PlanarImage image, double sigma, double amount)
    {
        var smooth = Separable(image, sigma).Pixels;
        var pixels = image.Pixels;
        TensorPrimitives.Subtract(pixels, smooth, smooth);
        TensorPrimitives.MultiplyAdd(smooth, (float)amount, pixels, pixels);
        TensorPrimitives.Max(pixels, 0f, pixels);
        TensorPrimitives.Min(pixels, 255f, pixels);
    }

    /// <summary>A gaussian of <paramref name="sigma"/> pixels.</summary>
    public static void Smooth(PlanarImage image, double sigma) => Separable(image, sigma).Pixels.CopyTo(image.Pixels);

    /// <summary>A gaussian, one axis after the other.</summary>
    internal static PlanarImage Separable(PlanarImage image, double sigma)
    {
        int radius = Math.Max(1, (int)Math.Ceiling(3 * sigma)), size = 2 * radius + 1;
        var taps = new float[size];
        for (int i = 0; i < size; i++) taps[i] = (float)Math.Exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma));
        float sum = TensorPrimitives.Sum<float>(taps);
        float[] across = new float[size * size], down = new float[size * size];
        for (int i = 0; i < size; i++)
        {
            across[radius * size + i] = taps[i] / sum;
            down[i * size + radius] = taps[i] / sum;
        }
        return Convolution.Apply(Convolution.Apply(image, new PointSpreadFunction(size, across)), new PointSpreadFunction(size, down));
    }
}
