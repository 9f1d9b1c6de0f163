using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Reporting;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Saves the image as JPEG and opens it again: block edges are not a sign of focus.</summary>
public sealed record JpegCompression : IImageAugmentation
{
    /// <summary>Share of the images that are compressed.</summary>
    /// <value>0 to 1; default 0.3.</value>
    [Range(0d, 1d)]
    public double Probability { get; init; } = 0.3;

    /// <summary>Least quality.</summary>
    /// <value>1 to 100; default 50.</value>
    [Range(1, 100)]
    public int QualityFrom { get; init; } = 50;

    /// <summary>Greatest quality.</summary>
    /// <value>At least <see cref="QualityFrom"/>, at most 100; default 95.</value>
    [Range(1, 100)]
    public int QualityTo { get; init; } = 95;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        bool changes = random.NextDouble() < Probability;
        int quality = random.Next(QualityFrom, QualityTo + 1);
        if (!changes) return image;
        var same = new Preprocessing { Channels = image.Channels, LongSide = null, Width = image.Width, Height = image.Height };
        using DecodedImage decoded = ImageDecoder.Decode(JpegImage.Encode(image, quality), same);
        // a copy: the decoder's array goes back to its pool
        return new PlanarImage(image.Channels, image.Height, image.Width, decoded.Pixels.Pixels.ToArray());
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => true;
}
