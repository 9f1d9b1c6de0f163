using System.Globalization;

namespace BlurDetection.Video;

/// <summary>Writes timelines as tables: CSV and JSON lines.</summary>
internal static class TimelineExport
{
    /// <summary>Writes a CSV file: <c>seconds,verdict,probability,threshold,strength,kind,reason,span,relative_probability</c>, one frame
    /// a row; <c>span</c> counts from 1.</summary>
    public static void WriteCsv(VideoTimeline timeline, TextWriter writer)
    {
        writer.Write(string.Join(',', TimelineRow.Columns) + "\n");
        foreach (var row in TimelineRow.Of(timeline))
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Seconds},{row.Verdict},{row.Probability},{row.Threshold},{row.Strength},{row.Kind},{row.Reason},{row.Span}," +
                $"{row.RelativeProbability}\n"));
    }

    /// <summary>Writes JSON lines: the frames, then the spans.</summary>
    public static void WriteJsonLines(VideoTimeline timeline, TextWriter writer)
    {
        foreach (var row in TimelineRow.Of(timeline)) writer.Write(row.ToJson() + "\n");
        foreach (var span in timeline.Spans) writer.Write(span.ToJson() + "\n");
    }
}
