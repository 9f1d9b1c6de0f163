using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>How a model is measured.</summary>
public sealed class EvaluationOptions
{
    /// <summary>How the label file is read.</summary>
    /// <value>Default: columns <c>filename</c> and <c>label</c>; bad rows are reported and left out.</value>
    [Required]
    public LabelFileOptions Labels { get; set; } = new();

    /// <summary>How many images are classified at once.</summary>
    /// <value>At least 1; default: the number of processors.</value>
    [Range(1, int.MaxValue)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>Number of bootstrap resamples.</summary>
    /// <value>At least 1; default 1000.</value>
    [Range(1, int.MaxValue)]
    public int Resamples { get; set; } = 1000;

    /// <summary>Seed of the bootstrap.</summary>
    /// <value>Default 42.</value>
    public int Seed { get; set; } = 42;

    /// <summary>Whether the variance of the Laplacian is measured beside the model; each image is then decoded twice.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Baseline { get; set; } = true;

    /// <summary>Limits for the baseline's decoding; the decoder's defaults where <see langword="null"/>.</summary>
    /// <value>Default <see langword="null"/>.</value>
    [NestedOptions]
    public ImageDecoderOptions? Decoder { get; set; }
}
