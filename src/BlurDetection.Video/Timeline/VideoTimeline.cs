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

    /// <summary>The file extensions that <see cref="SaveAsync"/> knows: .csv, .jsonl, .parquet, .svg and .html.</summary>
    public static IReadOnlyList<string> FileExtensions => TimelineFile.Extensions;

    /// <summary>Saves the timeline by the file's extension; the file is whole or not there.</summary>
    /// <remarks>CSV has one frame a row, <c>seconds,verdict,probability,threshold,strength,kind,reason,span,relative_probability</c>
    /// (<c>span</c> counts from 1), and so has Parquet; JSON lines have the frames (<see cref="FramePrediction.ToJson"/>), then the spans
    /// (<see cref="BlurSpan.ToJson"/>); SVG and HTML draw it.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="ffmpegPath">The path of ffmpeg, for the images of HTML; <see langword="null"/> to look on the PATH.</param>
    /// <param name="cancellationToken">Ends writing.</param>
    /// <exception cref="ArgumentException">The extension is none of <see cref="FileExtensions"/>.</exception>
    public Task SaveAsync(string path, string? ffmpegPath = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TimelineFile.SaveAsync(this, path, ffmpegPath, cancellationToken);
    }

    /// <summary>Draws the timeline with characters, for a terminal: the highest probability of each column's time, the spans under it, and
    /// the times of both ends.</summary>
    /// <param name="columns">Characters in a row, at least 24; default 72.</param>
    /// <returns>Three lines; the last has no line break.</returns>
    public string ToText(int columns = 72)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 24);
        return TimelineText.Render(this, columns);
    }

    private static TimeSpan MedianInterval(IReadOnlyList<FramePrediction> frames)
    {
        if (frames.Count < 2) return TimeSpan.FromSeconds(1);
        var intervals = frames.Zip(frames.Skip(1), (a, b) => b.Time - a.Time).Order().ToArray();
        return intervals[intervals.Length / 2];
    }
}
