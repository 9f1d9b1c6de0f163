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
        var lowering = RelativeProbability.Lowering(frames);
        RelativeProbabilities = [.. frames.Select(frame => RelativeProbability.Of(frame.Prediction, lowering))];
        IsRelative = spanOptions?.IsRelative == true;
        var finder = new BlurSpanFinder(spanOptions, lowering);
        Spans = [.. frames.Select(finder.Add).OfType<BlurSpan>(), .. new[] { finder.Complete(End) }.OfType<BlurSpan>()];
    }

    /// <summary>The video's name.</summary>
    public string Source { get; }

    /// <summary>Predictions in the order of time.</summary>
    public IReadOnlyList<FramePrediction> Frames { get; }

    /// <summary>For each of <see cref="Frames"/> the probability of blur beside the sharpest frames of this video, 0 to 1: its log-odds,
    /// lowered by half of what those of the sharpest tenth of the frames exceed a usual sharp scene's (a probability of 0.14), and raised
    /// where they stay below. Without meaning for frames without evidence.</summary>
    public IReadOnlyList<double> RelativeProbabilities { get; }

    /// <summary>Spans of blur in the order of time.</summary>
    public IReadOnlyList<BlurSpan> Spans { get; }

    /// <summary>Where the video ends.</summary>
    public TimeSpan End { get; }

    /// <summary>True where relative probabilities made the spans.</summary>
    internal bool IsRelative { get; }

    /// <summary>What made the spans: each frame's probability; <see langword="null"/> without evidence.</summary>
    internal IEnumerable<double?> Curve => Frames.Zip(RelativeProbabilities, (frame, relative) =>
        frame.Prediction.Verdict == BlurVerdict.Indeterminate ? (double?)null : IsRelative ? relative : frame.Prediction.Probability);

    private static TimeSpan MedianInterval(IReadOnlyList<FramePrediction> frames)
    {
        if (frames.Count < 2) return TimeSpan.FromSeconds(1);
        var intervals = frames.Zip(frames.Skip(1), (a, b) => b.Time - a.Time).Order().ToArray();
        return intervals[intervals.Length / 2];
    }
}
