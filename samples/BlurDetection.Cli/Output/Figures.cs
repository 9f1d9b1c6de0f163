using System.Globalization;
using BlurDetection.Training.Evaluation;

namespace BlurDetection.Cli.Output;

/// <summary>Measured figures as people read them.</summary>
internal static class Figures
{
    public static string Of(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    public static string Of(Estimate estimate) => double.IsFinite(estimate.Low) ? $"{Of(estimate.Value)} ({Of(estimate.Low)} to {Of(estimate.High)})" : Of(estimate.Value);

    public static string Share(double value) => double.IsFinite(value) ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
