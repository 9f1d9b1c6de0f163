namespace BlurDetection.Evaluation.Metrics;

/// <summary>One operating point of a precision-recall curve.</summary>
/// <param name="Threshold">The least score that counts as blurred.</param>
/// <param name="Recall">Share of blurred images called blurred.</param>
/// <param name="Precision">Share of images called blurred that are.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);
