namespace BlurDetection.Diagnostics;

/// <summary>Names to subscribe to with OpenTelemetry or <c>dotnet-counters</c>.</summary>
public static class BlurDetectionDiagnostics
{
    /// <summary>The <see cref="System.Diagnostics.Metrics.Meter"/>'s name.</summary>
    public const string MeterName = "BlurDetection";

    /// <summary>The <see cref="System.Diagnostics.ActivitySource"/>'s name.</summary>
    public const string ActivitySourceName = "BlurDetection";

    /// <summary>Counter of images classified, tagged with <c>model</c> and <c>verdict</c> (focus, blurred, indeterminate).</summary>
    public const string ImagesInstrument = "blurdetection.images";

    /// <summary>Counter of images that could not be classified, tagged with <c>model</c> and <c>error.type</c>.</summary>
    public const string FailuresInstrument = "blurdetection.failures";

    /// <summary>Histogram of seconds from the bytes to the verdict, tagged with <c>model</c>.</summary>
    public const string DurationInstrument = "blurdetection.duration";

    /// <summary>The activity around one classification.</summary>
    public const string ClassifyActivity = "blurdetection.classify";
}
