namespace BlurDetection.Training.Evaluation;

/// <summary>A measured figure with its bootstrap interval; NaN where it is not defined.</summary>
/// <param name="Value">The figure on the pictures as they are.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record Estimate(double Value, double Low, double High);
