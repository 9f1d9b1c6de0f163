namespace BlurDetection.Video;

/// <summary>The predictions of a video's frames, and the spans of blur among them.</summary>
public sealed record VideoTimeline
{
    /// <summary>Collects predictions into a timeline.</summary>
    /// <param name="source">The video's name.</param>
    /// <param name="frames">Predictions in the order of time.</param>
    /// <param name="spanOptions">When frames make a span; <see langword="null"/> for the defaults.</param>
    /// <param name="end">Where the video ends; <see langword="null"/>: a usual distance of frames after the last.</param>
    /// <exception cref="ArgumentException">Frames are not in the order of time, or an option is out of its range.</exception>
    public VideoTimeline(string source, IReadOnlyList<FramePrediction> frames, BlurSpanOptions? spanOptions = null, TimeSpan? end = null)
    {
        (Source, Frames) = (source, frames);
        End = end ?? (frames.Count == 0 ? TimeSpan.Zero : frames[^1].Time + MedianInterval(frames));
        var finder = new BlurSpanFinder(spanOptions);
        Spans = [.. frames.Select(finder.Add).OfType<BlurSpan>(), .. new[] { finder.Complete(End) }.OfType<BlurSpan>()];
    }

    /// <summary>The video's name.</summary>
    public string Source { get; }

    /// <summary>Predictions in the order of time.</summary>
    public IReadOnlyList<FramePrediction> Frames { get; }

    /// <summary>Spans of blur in the order of time.</summary>
    public IReadOnlyList<BlurSpan> Spans { get; }

    /// <summary>Where the video ends.</summary>
    public TimeSpan End { get; }

    private static TimeSpan MedianInterval(IReadOnlyList<FramePrediction> frames)
    {
        if (frames.Count < 2) return TimeSpan.FromSeconds(1);
        var intervals = frames.Zip(frames.Skip(1), (a, b) => b.Time - a.Time).Order().ToArray();
        return intervals[intervals.Length / 2];
    }
}
