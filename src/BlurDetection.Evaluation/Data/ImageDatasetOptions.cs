using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation.Data;

/// <summary>How labelled images are read and grouped.</summary>
public sealed class ImageDatasetOptions
{
    /// <summary>How the label file is read.</summary>
    /// <value>Default: columns <c>filename</c> and <c>label</c>; bad rows are reported and left out.</value>
    [Required]
    public LabelFileOptions Labels { get; set; } = new();

    /// <summary>When two images count as the same scene; <see langword="null"/> to group by content and <c>group</c>
    /// column alone.</summary>
    /// <value>Default: a distance of at most 16 bits and a correlation of at least 0.93.</value>
    [NestedOptions]
    public NearDuplicateOptions? NearDuplicates { get; set; } = new();

    /// <summary>Limits for decoding; the decoder's defaults where <see langword="null"/>.</summary>
    /// <value>Default <see langword="null"/>.</value>
    [NestedOptions]
    public ImageDecoderOptions? Decoder { get; set; }

    /// <summary>How many images are opened at once.</summary>
    /// <value>At least 1; default: the number of processors.</value>
    [Range(1, int.MaxValue)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;
}
