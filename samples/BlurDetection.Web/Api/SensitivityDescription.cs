namespace BlurDetection.Web.Api;

/// <summary>One step of sensitivity.</summary>
/// <param name="Threshold">The least probability at which an image counts as blurred.</param>
/// <param name="FalseAlarmRate">The share of sharp images that this threshold called blurred at training.</param>
internal sealed record SensitivityDescription(double Threshold, double FalseAlarmRate);
