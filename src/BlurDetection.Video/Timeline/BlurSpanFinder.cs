namespace BlurDetection.Video;

/// <summary>Finds spans of blur in predictions as they come, with hysteresis. Not thread-safe.</summary>
/// <remarks>A frame lasts until the next one. Frames without evidence (black, flat) change nothing: a span goes on over
/// them, and none begins.</remarks>
public sealed class BlurSpanFinder
{
    private readonly BlurSpanOptions _options;
    private readonly double _lowering;
    private readonly List<FramePrediction> _blurred = [];
    private TimeSpan? _end; // of the span in _blurred; null while it is open
    private FramePrediction? _last;

    /// <summary>Creates a finder.</summary>
    /// <param name="options">When frames make a span; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or <see cref="BlurSpanOptions.IsRelative"/> is set, which needs
    /// all frames: use <see cref="VideoTimeline"/>.</exception>
    public BlurSpanFinder(BlurSpanOptions? options = null) : this(options, 0)
    {
        if (_options.IsRelative)
            throw new ArgumentException(
                $"{nameof(BlurSpanOptions.IsRelative)} needs all frames of a video: use {nameof(VideoTimeline)}.", nameof(options));
    }

    internal BlurSpanFinder(BlurSpanOptions? options, double lowering)
    {
        (_options, _lowering) = (options ?? new BlurSpanOptions(), lowering);
        OptionsValidation.Require(_options);
    }

    /// <summary>True while the last frames are blurred.</summary>
    public bool IsOpen => _blurred.Count > 0 && _end is null;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">Later than the one before.</param>
    /// <returns>A span that is complete now; mostly <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The frame is not later than the one before.</exception>
    public BlurSpan? Add(FramePrediction frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_last is not null && frame.Time <= _last.Time)
            throw new ArgumentException($"The frame at {frame.Time} follows one at {_last.Time}.", nameof(frame));
        _last = frame;
        var prediction = frame.Prediction;
        var probability = _options.IsRelative ? RelativeProbability.Of(prediction, _lowering) : prediction.Probability;
        var enter = _options.EnterThreshold ?? prediction.Threshold;
        // A scene that is hard to tell may be focus at two thirds of the threshold throughout; beside the sharpest frames the sharp ones
        // lie closer still.
        var exit = _options.ExitThreshold ?? enter * (_options.IsRelative ? 0.9 : 0.8);
        var evidence = prediction.Verdict != BlurVerdict.Indeterminate;
        BlurSpan? complete = null;
        if (_end is { } end && frame.Time - end > _options.BridgeGap) complete = Take(end);
        if (!evidence) return complete;
        if (IsOpen && probability < exit) _end = frame.Time;
        else if (IsOpen || probability >= enter)
        {
            _end = null;
            _blurred.Add(frame);
        }
        if (_end is { } ended && _options.BridgeGap == TimeSpan.Zero) complete ??= Take(ended);
        return complete;
    }

    /// <summary>Ends the last span.</summary>
    /// <param name="end">Where the video ends.</param>
    /// <returns>The last span, if there is one that was not given yet.</returns>
    public BlurSpan? Complete(TimeSpan end) => _blurred.Count == 0 ? null : Take(_end ?? end);

    private BlurSpan? Take(TimeSpan end)
    {
        var worst = _blurred.MaxBy(frame => frame.Prediction.Probability)!;
        var kind = _blurred.Select(frame => frame.Prediction.Kind).OfType<BlurKind>().GroupBy(k => k).MaxBy(group => group.Count())?.Key;
        var span = new BlurSpan(_blurred[0].Time, end, _blurred.Count, worst.Time, worst.Prediction.Probability, kind);
        _blurred.Clear();
        _end = null;
        return span.Length >= _options.MinimumLength ? span : null;
    }
}
