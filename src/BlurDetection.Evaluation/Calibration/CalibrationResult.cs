namespace BlurDetection.Evaluation.Calibration;

/// <summary>A new operating point beside the old one, on the same images.</summary>
/// <param name="Before">What the model's old threshold does.</param>
/// <param name="Points">The new sensitivities; medium is the new threshold.</param>
/// <param name="Focus">Images in focus.</param>
/// <param name="Blur">Blurred images.</param>
/// <param name="Indeterminate">How many of both stay indeterminate.</param>
public sealed record CalibrationResult(OperatingThreshold Before, OperatingPoints Points, int Focus, int Blur, int Indeterminate)
{
    /// <summary>The evidence below which images are indeterminate, before.</summary>
    /// <value><see langword="null"/>: the model has no such threshold.</value>
    public double? EvidenceBefore { get; init; }

    /// <summary>The same afterwards; at most <see cref="EvidenceBefore"/>.</summary>
    public double? EvidenceThreshold { get; init; }

    /// <summary>How many of both were indeterminate before.</summary>
    public int IndeterminateBefore { get; init; } = Indeterminate;
}
