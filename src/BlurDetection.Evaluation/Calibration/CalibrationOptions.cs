using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>How an operating point is chosen.</summary>
public sealed class CalibrationOptions : IValidatableObject
{
    /// <summary>The target share of focused images that are called blurred at medium sensitivity, which becomes the
    /// model's threshold.</summary>
    /// <value>Above 0, at most 0.5; default <see langword="null"/>: the rate of the best balanced accuracy, or what the spread of the
    /// images' log-odds suggests where all are sharp.</value>
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

    /// <summary>The fewest images in focus, with a verdict, that an operating point is chosen by where there are no
    /// blurred ones.</summary>
    /// <value>8: with fewer, a false-alarm rate of over a third would still be possible where none is called blurred
    /// (Clopper and Pearson, 1934).</value>
    public const int LeastFocused = 8;

    /// <summary>The fewest images in focus, with a verdict, beside blurred ones, which bound the threshold from the other side.</summary>
    /// <value>3.</value>
    public const int LeastFocusedBesideBlurred = 3;

    /// <summary>No threshold is chosen below this: images in focus that are all of one kind say nothing about others.</summary>
    /// <value>0 to 0.5; default 0.05: where the model gives 19 to 1 for focus, an image is not called blurred.</value>
    [Range(0d, 0.5)]
    public double LeastThreshold { get; set; } = 0.05;

    /// <summary>Whether links to folders are followed below a folder of sharp images.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool FollowLinks { get; set; }

    /// <summary>How the label file is read.</summary>
    /// <value>Default: columns <c>filename</c> and <c>label</c>; bad rows are reported and left out.</value>
    [Required]
    public LabelFileOptions Labels { get; set; } = new();

    /// <summary>How many images are classified at once.</summary>
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
