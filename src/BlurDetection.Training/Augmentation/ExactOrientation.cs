using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Flips and quarter turns: each pixel keeps its value, so nothing is blurred.</summary>
public sealed record ExactOrientation : IImageAugmentation
{
    /// <summary>Whether half of the images are turned by a quarter; width and height then change places.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool QuarterTurns { get; init; } = true;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        int choice = random.Next(8);
        return Turn(image, QuarterTurns && (choice & 4) != 0, (choice & 1) != 0, (choice & 2) != 0);
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => !QuarterTurns || height == width;

    internal static PlanarImage Turn(PlanarImage image, bool transpose, bool mirror, bool upsideDown)
    {
        if (!transpose && !mirror && !upsideDown) return image;
        (int height, int width) = transpose ? (image.Width, image.Height) : (image.Height, image.Width);
        var pixels = new float[image.Channels * height * width];
        ReadOnlySpan<float> source = image.Pixels;
        (int across, int down) = transpose ? (image.Width, 1) : (1, image.Width);
        int start = (mirror ? (width - 1) * across : 0) + (upsideDown ? (height - 1) * down : 0);
        int stepX = mirror ? -across : across, stepY = upsideDown ? -down : down;
        for (int c = 0, to = 0; c < image.Channels; c++, start += height * width)
            for (int y = 0; y < height; y++)
                for (int x = 0, from = start + y * stepY; x < width; x++, from += stepX)
                    pixels[to++] = source[from];
        return new PlanarImage(image.Channels, height, width, pixels);
    }
}
