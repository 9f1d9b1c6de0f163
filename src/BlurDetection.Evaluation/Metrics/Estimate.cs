namespace BlurDetection.Evaluation.Metrics;

/// <summary>A measured figure with its 95 % interval; NaN where it is not defined.</summary>
/// <param name="Value">The figure on the images as they are.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>Whether a value lies in the interval, its ends included; <see langword="false"/> where there is no interval.</summary>
    /// <param name="value">For instance 0.5, the ROC AUC and the balanced accuracy of chance.</param>
    public bool Includes(double value) => Low <= value && value <= High;
}
