using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Data;

/// <summary>How labelled pictures become samples.</summary>
public sealed class ImageTrainingDataOptions
{
    /// <summary>How a picture becomes the network's input.</summary>
    /// <value>Default <see cref="Imaging.Preprocessing.Default"/>.</value>
    [Required]
    public Preprocessing Preprocessing { get; set; } = Preprocessing.Default;

    /// <summary>What chance does to a picture after decoding; <see langword="null"/> for nothing.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public IImageAugmentation? Augmentation { get; set; }

    /// <summary>Memory for decoded pictures that are kept for later epochs; what does not fit is decoded again each time.</summary>
    /// <value>0 or more bytes; default 1 GiB (about 700 resized pictures, or 11,000 of the notebook's).</value>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 1L << 30;

    /// <summary>Limits for decoding; the decoder's defaults where <see langword="null"/>.</summary>
    /// <value>Default <see langword="null"/>.</value>
    [NestedOptions]
    public ImageDecoderOptions? Decoder { get; set; }
}
