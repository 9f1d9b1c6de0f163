using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Gain and gamma: a darker or brighter exposure, highlights clipped.</summary>
public sealed record Exposure : IImageAugmentation
{
    /// <summary>Share of the images that are changed.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0d, 1d)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Least gain.</summary>
    /// <value>0.1 to 1; default 0.6.</value>
    [Range(0.1, 1d)]
    public double GainFrom { get; init; } = 0.6;

    /// <summary>Greatest gain.</summary>
    /// <value>1 to 10; default 1.4.</value>
    [Range(1d, 10d)]
    public double GainTo { get; init; } = 1.4;

    /// <summary>Greatest exponent on values from 0 to 1, and by its inverse the least.</summary>
    /// <value>1 to 4; default 1.4.</value>
    [Range(1d, 4d)]
    public double Gamma { get; init; } = 1.4;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        bool changes = random.NextDouble() < Probability;
        double gain = GainFrom + (GainTo - GainFrom) * random.NextDouble();
        double gamma = Math.Pow(Gamma, 2 * random.NextDouble() - 1);
        if (!changes) return image;
        float[] pixels = image.Pixels.ToArray();
        float[] curve = [.. Enumerable.Range(0, 1025).Select(i => (float)Math.Min(255, 255 * gain * Math.Pow(i / 1024.0, gamma)))];
        for (int i = 0; i < pixels.Length; i++)
        {
            float position = Math.Clamp(pixels[i], 0, 255) * (1024f / 255);
            int below = Math.Min((int)position, 1023);
            pixels[i] = curve[below] + (position - below) * (curve[below + 1] - curve[below]);
        }
        return new PlanarImage(image.Channels, image.Height, image.Width, pixels);
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => true;
}
