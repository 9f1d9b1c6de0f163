using System.Diagnostics;
using System.Diagnostics.Metrics;
using static BlurDetection.Diagnostics.BlurDetectionDiagnostics;

namespace BlurDetection.Diagnostics;

/// <summary>The process's instruments; they cost next to nothing while nobody listens.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(MeterName);

    public static ActivitySource Activities { get; } = new(ActivitySourceName);

    public static Counter<long> Images { get; } = Meter.CreateCounter<long>(ImagesInstrument, "{image}", "Images classified.");

    public static Counter<long> Failures { get; } =
        Meter.CreateCounter<long>(FailuresInstrument, "{image}", "Images that could not be classified.");

    public static Histogram<double> Duration { get; } =
        Meter.CreateHistogram<double>(DurationInstrument, "s", "From the bytes to the verdict.");
}
