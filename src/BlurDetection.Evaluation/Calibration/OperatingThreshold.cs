namespace BlurDetection.Evaluation.Calibration;

/// <summary>A threshold and what it does on the pictures it was chosen on.</summary>
/// <param name="Threshold">The least probability of blur that counts as blurred.</param>
/// <param name="FalseAlarmRate">Share of focused pictures that it calls blurred.</param>
/// <param name="FalseAlarmRateBound">The rate stays below this with 95 % confidence (Clopper and Pearson, 1934); far above the former where
/// there are few pictures.</param>
/// <param name="Recall">Share of blurred pictures that it catches; NaN where there were none.</param>
public sealed record OperatingThreshold(double Threshold, double FalseAlarmRate, double FalseAlarmRateBound, double Recall)
{
    /// <summary>Whether the threshold was raised to the least one, see <see cref="CalibrationOptions.LeastThreshold"/>: the pictures alone
    /// would have set it lower.</summary>
    public bool AtFloor { get; init; }
}
