using System.Globalization;

namespace BlurDetection.Video;

/// <summary>Which frames of a video are read.</summary>
public sealed record FrameSampling
{
    private FrameSampling(string? selectExpression, bool keyFramesOnly = false) =>
        (SelectExpression, KeyFramesOnly) = (selectExpression, keyFramesOnly);

    /// <summary>Every frame.</summary>
    public static FrameSampling EveryFrame { get; } = new(selectExpression: null);

    /// <summary>Key frames alone; the decoder skips all others, which is many times faster.</summary>
    public static FrameSampling KeyFrames { get; } = new("eq(key,1)", keyFramesOnly: true);

    /// <summary>The condition for ffmpeg's <c>select</c>; <see langword="null"/> for every frame.</summary>
    internal string? SelectExpression { get; }

    internal bool KeyFramesOnly { get; }

    /// <summary>The first of every <paramref name="count"/> frames.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static FrameSampling EveryNth(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count == 1 ? EveryFrame : new FrameSampling(FormattableString.Invariant($"not(mod(n,{count}))"));
    }

    /// <summary>The first frame of every interval, by the time stamps of the stream: right for a variable frame rate too.</summary>
    /// <param name="interval">Longer than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not longer than 0.</exception>
    public static FrameSampling Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        var seconds = interval.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);
        // The millionth keeps a time stamp on the border of an interval on its right side in spite of rounding.
        return new FrameSampling($"isnan(prev_selected_t)+gt(floor(t/{seconds}+1e-6),floor(prev_selected_t/{seconds}+1e-6))");
    }

    /// <summary>The first frame, and the first frame after every cut.</summary>
    /// <param name="threshold">How much must change, 0 to 1; default 0.3 (ffmpeg's documentation advises 0.3 to 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not between 0 and 1.</exception>
    public static FrameSampling SceneCuts(double threshold = 0.3)
    {
        if (threshold is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is between 0 and 1.");
        return new FrameSampling(FormattableString.Invariant($"isnan(prev_selected_t)+gt(scene,{threshold:0.######})"));
    }

    /// <summary>Frames with these presentation time stamps, in the units of the stream.</summary>
    internal static FrameSampling At(IEnumerable<long> presentationTimes) =>
        // Groups keep ffmpeg's expression tree shallow.
        new(string.Join('+', presentationTimes.Chunk(50).Select(group =>
            $"({string.Join('+', group.Select(pts => string.Create(CultureInfo.InvariantCulture, $"eq(pts,{pts})")))})")));
}
