using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Cuts a part out without scaling it. The part stays large, so that the main subject, on which the label
/// depends, stays in it.</summary>
public sealed record ScaleKeepingCrop : IImageAugmentation
{
    /// <summary>Share of the images that are cropped.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0d, 1d)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Least share of each side that is kept.</summary>
    /// <value>Above 0, at most 1; default 0.75.</value>
    [Range(0.01, 1d)]
    public double KeepFrom { get; init; } = 0.75;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        bool crops = random.NextDouble() < Probability;
        int width = Kept(image.Width, random), height = Kept(image.Height, random);
        int left = random.Next(image.Width - width + 1), top = random.Next(image.Height - height + 1);
        return crops ? Cut(image, left, top, width, height) : image;
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => Probability == 0 || KeepFrom == 1;

    internal static PlanarImage Cut(PlanarImage image, int left, int top, int width, int height)
    {
        var pixels = new float[image.Channels * height * width];
        for (int c = 0; c < image.Channels; c++)
            for (int y = 0; y < height; y++)
                image.Pixels.Slice((c * image.Height + top + y) * image.Width + left, width)
                    .CopyTo(pixels.AsSpan((c * height + y) * width));
        return new PlanarImage(image.Channels, height, width, pixels);
    }

    private int Kept(int size, Random random) => Math.Max(1, (int)Math.Round(size * (KeepFrom + (1 - KeepFrom) * random.NextDouble())));
}
