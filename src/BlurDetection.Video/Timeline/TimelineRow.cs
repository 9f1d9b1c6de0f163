using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlurDetection.Video;

/// <summary>A frame as it is written: the same columns in CSV, JSON lines and Parquet.</summary>
internal sealed record TimelineRow(
    double Seconds, string Verdict, double Probability, double Threshold, double? Strength, string? Kind, string? Reason, int? Span,
    double? RelativeProbability)
{
    public static string[] Columns { get; } =
        ["seconds", "verdict", "probability", "threshold", "strength", "kind", "reason", "span", "relative_probability"];

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="frame">The frame.</param>
    /// <param name="span">The number of its span from 1.</param>
    /// <param name="relative">The probability beside the video's sharpest frames, once all are known.</param>
    public static TimelineRow Of(FramePrediction frame, int? span = null, double? relative = null)
    {
        var p = frame.Prediction;
        return new(
            Math.Round(frame.Time.TotalSeconds, 6), Word(p.Verdict), Math.Round(p.Probability, 6), Math.Round(p.Threshold, 6),
            p.Strength is { } strength ? Math.Round(strength, 4) : null, p.Kind is { } kind ? Word(kind) : null,
            p.Reason == IndeterminateReason.None ? null : Word(p.Reason), span, relative is { } known ? Math.Round(known, 6) : null);
    }

    public static IEnumerable<TimelineRow> Of(VideoTimeline timeline)
    {
        var at = 0;
        foreach (var (frame, relative) in timeline.Frames.Zip(timeline.RelativeProbabilities))
        {
            while (at < timeline.Spans.Count && timeline.Spans[at].End <= frame.Time) at++;
            yield return Of(frame, at < timeline.Spans.Count && timeline.Spans[at].Start <= frame.Time ? at + 1 : null, relative);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
