using System.Globalization;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Figures as people read them, always with a point and never with a machine's language.</summary>
internal static class Words
{
    private const string Undefined = "–";

    /// <summary>"96.0 %", with a space that no line breaks at.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "\u00a0%" : Undefined;

    /// <summary>A share with the numbers behind it: "96.0 % (24 of 25)".</summary>
    public static string Share(int count, int of) => of == 0 ? Undefined : $"{Percent((double)count / of)} ({count} of {of})";

    /// <summary>A share that was measured on so many.</summary>
    public static string Share(double share, int of) => double.IsFinite(share) ? Share((int)Math.Round(share * of), of) : Undefined;

    public static string Figure(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : Undefined;

    public static string Short(double value) => double.IsFinite(value) ? value.ToString("0.##", CultureInfo.InvariantCulture) : Undefined;

    public static string Interval(Estimate estimate) =>
        double.IsFinite(estimate.Low) ? $"95\u00a0%: {Figure(estimate.Low)} to {Figure(estimate.High)}" : "";

    public static string PercentInterval(Estimate estimate) =>
        double.IsFinite(estimate.Low)
            ? $"95\u00a0%: {(100 * estimate.Low).ToString("0.0", CultureInfo.InvariantCulture)} to {Percent(estimate.High)}" : "";

    /// <summary>The numbers behind a share and its interval: "24 of 25; 95 %: 80.5 to 99.3 %".</summary>
    public static string Behind(int count, int of, Estimate estimate) =>
        of == 0 ? "" : $"{count} of {of}{(PercentInterval(estimate) is { Length: > 0 } interval ? $"; {interval}" : "")}";

    /// <summary>A difference with its interval.</summary>
    public static string Difference(Estimate estimate)
    {
        static string Signed(double value) => value.ToString("+0.000;−0.000;0", CultureInfo.InvariantCulture);
        if (!double.IsFinite(estimate.Value)) return Undefined;
        return double.IsFinite(estimate.Low) ? $"{Signed(estimate.Value)} ({Signed(estimate.Low)} to {Signed(estimate.High)})"
            : $"{Signed(estimate.Value)} (no interval: too much alike)";
    }

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.9995 => $"{time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms",
        < 59.95 => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };

    public static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
