namespace BlurDetection.Evaluation.Calibration;

/// <summary>A new operating point beside the old one, on the same pictures.</summary>
/// <param name="Before">What the model's old threshold does.</param>
/// <param name="Points">The new sensitivities; medium is the new threshold.</param>
/// <param name="Focus">Pictures in focus.</param>
/// <param name="Blur">Blurred pictures.</param>
/// <param name="Indeterminate">How many of both were indeterminate.</param>
public sealed record CalibrationResult(OperatingThreshold Before, OperatingPoints Points, int Focus, int Blur, int Indeterminate);
