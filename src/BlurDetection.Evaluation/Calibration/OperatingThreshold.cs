namespace BlurDetection.Evaluation.Calibration;

/// <summary>A threshold and what it does on the images it was chosen on.</summary>
/// <param name="Threshold">The least probability of blur that counts as blurred.</param>
/// <param name="FalseAlarmRate">Share of focused images that it calls blurred.</param>
/// <param name="FalseAlarmRateBound">The rate stays below this with 95 % confidence (Clopper and Pearson, 1934); far above the former where
/// there are few images.</param>
/// <param name="Recall">Share of blurred images that it catches; NaN where there were none.</param>
public sealed record OperatingThreshold(double Threshold, double FalseAlarmRate, double FalseAlarmRateBound, double Recall)
{
    /// <summary>Whether the threshold was raised to the least one, see <see cref="CalibrationOptions.LeastThreshold"/>: the images alone
    /// would have set it lower.</summary>
    public bool AtFloor { get; init; }
}
