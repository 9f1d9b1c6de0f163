using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Data;

/// <summary>How labelled images become samples.</summary>
public sealed class ImageTrainingDataOptions
{
    /// <summary>How an image becomes the network's input.</summary>
    /// <value>Default <see cref="Imaging.Preprocessing.Default"/>.</value>
    [Required]
    public Preprocessing Preprocessing { get; set; } = Preprocessing.Default;

    /// <summary>What chance does to an image after decoding; <see langword="null"/> for nothing.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public IImageAugmentation? Augmentation { get; set; }

    /// <summary>Memory for decoded images that are kept for later epochs; what does not fit is decoded again each time.</summary>
    /// <value>0 or more bytes; default 1 GiB (about 700 resized images, or 11,000 of the notebook's).</value>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 1L << 30;

    /// <summary>Limits for decoding; the decoder's defaults where <see langword="null"/>.</summary>
    /// <value>Default <see langword="null"/>.</value>
    [NestedOptions]
    public ImageDecoderOptions? Decoder { get; set; }
}
