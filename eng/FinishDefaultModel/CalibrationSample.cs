namespace BlurDetection.FinishDefaultModel;

/// <summary>What calibration needs to know of an image.</summary>
/// <param name="Logit">Logit of blur against focus.</param>
/// <param name="Strength">Predicted log2 of the visible width.</param>
/// <param name="Target">Probability that a person calls it blurred, 0 (focus) to 1.</param>
/// <param name="Weight">How much it counts, above 0.</param>
internal readonly record struct CalibrationSample(double Logit, double Strength, double Target, double Weight);
