using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Gaussian noise, the same for blurred and focused images, so that grain is not a sign of focus.</summary>
public sealed record SensorNoise : IImageAugmentation
{
    /// <summary>Share of the images that get noise.</summary>
    /// <value>0 to 1; default 0.3.</value>
    [Range(0d, 1d)]
    public double Probability { get; init; } = 0.3;

    /// <summary>Greatest standard deviation, in grey levels of 255; it is drawn evenly from 0 up.</summary>
    /// <value>0 to 100; default 6.</value>
    [Range(0d, 100d)]
    public double StandardDeviation { get; init; } = 6;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        bool changes = random.NextDouble() < Probability;
        double deviation = StandardDeviation * random.NextDouble();
        if (!changes) return image;
        float[] pixels = image.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i += 2)
        {
            // Box and Muller (1958): two normal numbers from two even ones
            double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            pixels[i] = Math.Clamp(pixels[i] + (float)(radius * cos), 0, 255);
            if (i + 1 < pixels.Length) pixels[i + 1] = Math.Clamp(pixels[i + 1] + (float)(radius * sin), 0, 255);
        }
        return new PlanarImage(image.Channels, image.Height, image.Width, pixels);
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => true;
}
