using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>How an operating point is chosen.</summary>
public sealed class CalibrationOptions : IValidatableObject
{
    /// <summary>The wished share of focused pictures that are called blurred at medium sensitivity, which becomes the model's threshold.</summary>
    /// <value>Above 0, at most 0.5; default <see langword="null"/>: the rate of the best balanced accuracy, or 0.02 where there are only sharp pictures.</value>
    [Range(0d, 0.5, MinimumIsExclusive = true)]
    public double? FalseAlarmRate { get; set; }

    /// <summary>Low sensitivity allows this share of the medium rate.</summary>
    /// <value>0 to 1; default 0.25.</value>
    [Range(0d, 1d)]
    public double LowShare { get; set; } = 0.25;

    /// <summary>High sensitivity allows this many times the medium rate.</summary>
    /// <value>1 to 100; default 4.</value>
    [Range(1d, 100d)]
    public double HighShare { get; set; } = 4;

    /// <summary>How the label file is read.</summary>
    /// <value>Default: columns <c>filename</c> and <c>label</c>; bad rows are reported and left out.</value>
    [Required]
    public LabelFileOptions Labels { get; set; } = new();

    /// <summary>How many pictures are judged at once.</summary>
    /// <value>At least 1; default: the number of processors.</value>
    [Range(1, int.MaxValue)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FalseAlarmRate * HighShare >= 1)
            yield return new ValidationResult("The rate of high sensitivity would reach 1.", [nameof(FalseAlarmRate), nameof(HighShare)]);
    }
}
