using System.Text.Json;

namespace BlurDetection.Video;

/// <summary>A stretch of a video that is blurred.</summary>
/// <param name="Start">The time of the first blurred frame.</param>
/// <param name="End">The time of the frame after the last blurred one.</param>
/// <param name="Frames">Blurred frames among those that were classified.</param>
/// <param name="WorstTime">The time of the frame with the highest probability.</param>
/// <param name="WorstProbability">That probability, 0 to 1.</param>
/// <param name="Kind">The most frequent kind; <see langword="null"/> where the model cannot tell.</param>
public sealed record BlurSpan(TimeSpan Start, TimeSpan End, int Frames, TimeSpan WorstTime, double WorstProbability, BlurKind? Kind)
{
    /// <summary>From start to end.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>A JSON object without line break: <c>span_start</c>, <c>span_end</c>, <c>frames</c>, <c>worst_seconds</c>,
    /// <c>worst_probability</c>, <c>kind</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["span_start"] = Start.TotalSeconds, ["span_end"] = End.TotalSeconds, ["frames"] = Frames,
        ["worst_seconds"] = WorstTime.TotalSeconds, ["worst_probability"] = Math.Round(WorstProbability, 6),
        ["kind"] = Kind is { } kind ? TimelineRow.Word(kind) : null,
    });
}
