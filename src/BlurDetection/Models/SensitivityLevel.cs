namespace BlurDetection.Models;

/// <summary>What one <see cref="BlurSensitivity"/> means for a model.</summary>
/// <param name="Threshold">The least probability of blur at which an image counts as blurred, 0 to 1.</param>
/// <param name="FalseAlarmRate">The share of sharp validation images that this threshold called blurred at training, 0 to 1.</param>
public sealed record SensitivityLevel(double Threshold, double FalseAlarmRate);
