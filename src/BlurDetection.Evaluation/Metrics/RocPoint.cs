namespace BlurDetection.Evaluation.Metrics;

/// <summary>One operating point of an ROC curve.</summary>
/// <param name="Threshold">The least score that counts as blurred; infinite at the first point.</param>
/// <param name="FalseAlarmRate">Share of focused images called blurred.</param>
/// <param name="Recall">Share of blurred images called blurred.</param>
public readonly record struct RocPoint(double Threshold, double FalseAlarmRate, double Recall);
