using System.Text;
using BlurDetection.Cli.Output;
using BlurDetection.Video;

namespace BlurDetection.Cli;

/// <summary>Classifies a video to its end, or to where it breaks off.</summary>
/// <param name="live">Receives each frame's JSON at once; <see langword="null"/> for none.</param>
/// <param name="error">Receives what went wrong.</param>
internal sealed class VideoRun(BlurClassifier classifier, string source, VideoReaderOptions options, TextWriter? live, TextWriter error)
{
    /// <summary>True if the decoder found damaged data, or reading ended early.</summary>
    public bool IsDamaged { get; private set; }

    /// <exception cref="VideoReadException">No frame could be read.</exception>
    public async Task<VideoTimeline> ClassifyAsync(BlurSpanOptions spans, CancellationToken cancellationToken)
    {
        List<FramePrediction> frames = [];
        var damage = new DecoderDamage();
        options.DecoderErrors = damage;
        var finder = spans.IsRelative ? null : new BlurSpanFinder(spans); // the sharpest frames are known at the end
        try
        {
            await foreach (var frame in classifier.ClassifyVideoAsync(source, options, cancellationToken))
            {
                if (frames.Count > 0 && frame.Time <= frames[^1].Time) continue; // a damaged stream may repeat a time stamp
                frames.Add(frame);
                Write(frame.ToJson());
                if (finder?.Add(frame) is { } span) Write(span.ToJson());
            }
        }
        catch (VideoReadException e) when (frames.Count > 0)
        {
            IsDamaged = true;
            await error.WriteLineAsync(PlainText.Of(Failure.Describe(e)));
        }
        IsDamaged |= await damage.TellAsync(error, source);
        var timeline = new VideoTimeline(source, frames, spans);
        if (finder is null) foreach (var span in timeline.Spans) Write(span.ToJson());
        else if (finder.Complete(timeline.End) is { } last) Write(last.ToJson());
        return timeline;
    }

    /// <summary>The timeline and its spans for a person.</summary>
    public static string Text(VideoTimeline timeline)
    {
        var text = new StringBuilder(timeline.ToText()).AppendLine();
        foreach (var span in timeline.Spans)
        {
            string times = $"{Clock(span.Start)} to {Clock(span.End)}";
            string worst = $"{span.WorstProbability:0.00} at {Clock(span.WorstTime)}";
            text.AppendLine($"{times}  {worst}  {span.Kind?.ToString().ToLowerInvariant()}".TrimEnd());
        }
        return text.Append(
            $"{timeline.Spans.Count} {(timeline.Spans.Count == 1 ? "span" : "spans")} of blur in {timeline.Frames.Count} frames")
            .ToString();
    }

    /// <summary>A time as hours, minutes and seconds, with milliseconds: 0:01:02.500.</summary>
    public static string Clock(TimeSpan time) => $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}";

    private void Write(string line)
    {
        live?.WriteLine(line);
        live?.Flush();
    }
}
