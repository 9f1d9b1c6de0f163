using System.Diagnostics.Metrics;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>Names to subscribe to with OpenTelemetry or <c>dotnet-counters</c>.</summary>
public static class BlurGateDiagnostics
{
    /// <summary>The <see cref="Meter"/>'s name.</summary>
    public const string MeterName = "BlurDetection.AspNetCore";

    /// <summary>
    /// Counter of uploaded files, tagged with <c>outcome</c> (accepted, refused, let_through) and, unless accepted,
    /// <c>reason</c>.
    /// </summary>
    public const string UploadsInstrument = "blurdetection.uploads";

    private static readonly Counter<long> Uploads = new Meter(MeterName)
        .CreateCounter<long>(UploadsInstrument, "{file}", "Uploaded files that were classified.");

    internal static void Accepted(int count) => Uploads.Add(count, new KeyValuePair<string, object?>("outcome", "accepted"));

    internal static void Refused(UploadRefusal refusal, bool letThrough) =>
        Uploads.Add(1, new("outcome", letThrough ? "let_through" : "refused"), new("reason", refusal.Reason switch
        {
            RefusalReason.Blurred => "blurred",
            RefusalReason.Indeterminate => "indeterminate",
            RefusalReason.UnsupportedImage => "unsupported_image",
            _ => "image_too_large",
        }));
}
