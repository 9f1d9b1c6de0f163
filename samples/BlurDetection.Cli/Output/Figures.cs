using System.Globalization;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Cli.Output;

/// <summary>Measured figures as people read them.</summary>
internal static class Figures
{
    public static string Of(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";

    public static string Of(Estimate estimate) =>
        double.IsFinite(estimate.Low) ? $"{Of(estimate.Value)} ({Of(estimate.Low)} to {Of(estimate.High)})" : Of(estimate.Value);

    /// <summary>A share with the numbers behind it: "96.0 % (24 of 25)".</summary>
    public static string Share(int count, int of) => of == 0 ? "-" : $"{Share((double)count / of)} ({count} of {of})";

    /// <summary>A share that was measured on so many.</summary>
    public static string Share(double share, int of) => double.IsFinite(share) ? Share((int)Math.Round(share * of), of) : "-";

    public static string Share(double value) =>
        double.IsFinite(value) ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
