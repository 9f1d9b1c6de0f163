using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.ML;

namespace BlurDetection.Pipeline;

/// <summary>How <see cref="DetectBlurCatalog.DetectBlur"/> classifies, and how its columns are named.</summary>
public sealed class DetectBlurOptions : ICheckedOptions
{
    /// <summary>An <c>.onnx</c> or <c>.zip</c> that BlurDetection wrote.</summary>
    /// <value>Default <see langword="null"/>: the model that the package carries.</value>
    public string? ModelPath { get; set; }

    /// <summary>Stands in front of the names of all added columns but the verdict's, to keep them apart from another
    /// model's Score and Probability.</summary>
    /// <value>Default empty.</value>
    [Required(AllowEmptyStrings = true)]
    public string ColumnPrefix { get; set; } = "";

    /// <summary>Threshold or sensitivity, long side and decoding limits. Threads and map have no say here: ML.NET's ONNX
    /// step decides on both.</summary>
    /// <value>Default: the model's own operating point.</value>
    [Required, ValidateObjectMembers(typeof(BlurClassifierOptionsValidator))]
    public BlurClassifierOptions Classifier { get; set; } = new();

    ValidateOptionsResult ICheckedOptions.Check() => new DetectBlurOptionsValidator().Validate(null, this);
}
