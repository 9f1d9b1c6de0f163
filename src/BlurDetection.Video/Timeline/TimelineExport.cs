using System.Globalization;
using System.Text.Json;

namespace BlurDetection.Video;

/// <summary>Writes timelines as tables: CSV and JSON lines.</summary>
public static class TimelineExport
{
    /// <summary>One frame as a JSON object without line break, with the fields that <see cref="WriteCsv"/> has as columns; those without a
    /// value are left out.</summary>
    /// <param name="frame">The frame.</param>
    public static string ToJson(FramePrediction frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return TimelineRow.Of(frame).ToJson();
    }

    /// <summary>One span as a JSON object without line break: <c>span_start</c>, <c>span_end</c>, <c>frames</c>, <c>worst_seconds</c>,
    /// <c>worst_probability</c>, <c>kind</c>.</summary>
    /// <param name="span">The span.</param>
    public static string ToJson(BlurSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["span_start"] = span.Start.TotalSeconds, ["span_end"] = span.End.TotalSeconds, ["frames"] = span.Frames,
            ["worst_seconds"] = span.WorstTime.TotalSeconds, ["worst_probability"] = Math.Round(span.WorstProbability, 6),
            ["kind"] = span.Kind is { } kind ? TimelineRow.Word(kind) : null,
        });
    }

    /// <summary>Writes a CSV file: <c>seconds,verdict,probability,threshold,strength,kind,reason,span,relative_probability</c>, one frame
    /// a row; <c>span</c> counts from 1.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="writer">Receives the rows.</param>
    public static void WriteCsv(VideoTimeline timeline, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        writer.Write(string.Join(',', TimelineRow.Columns) + "\n");
        foreach (var row in TimelineRow.Of(timeline))
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Seconds},{row.Verdict},{row.Probability},{row.Threshold},{row.Strength},{row.Kind},{row.Reason},{row.Span}," +
                $"{row.RelativeProbability}\n"));
    }

    /// <summary>Writes JSON lines: the frames, then the spans.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="writer">Receives the lines.</param>
    public static void WriteJsonLines(VideoTimeline timeline, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        foreach (var row in TimelineRow.Of(timeline)) writer.Write(row.ToJson() + "\n");
        foreach (var span in timeline.Spans) writer.Write(ToJson(span) + "\n");
    }
}
