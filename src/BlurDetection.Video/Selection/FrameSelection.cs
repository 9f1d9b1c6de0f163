namespace BlurDetection.Video;

/// <summary>How the sharpest frames are chosen.</summary>
public abstract record FrameSelection
{
    private protected FrameSelection()
    {
    }

    /// <summary>The sharpest frames of all, with a least gap between them.</summary>
    /// <param name="count">At most so many, at least 1.</param>
    /// <param name="minimumGap">The least time between two of them; default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static FrameSelection BestN(int count, TimeSpan minimumGap = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumGap, TimeSpan.Zero);
        return new BestNSelection(count, minimumGap);
    }

    /// <summary>The sharpest frame of every batch.</summary>
    /// <param name="size">Frames that were read for a batch, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public static FrameSelection BestOfBatch(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new GroupSelection((frame, index) => index / size);
    }

    /// <summary>The sharpest frame of every interval: of every second, say.</summary>
    /// <param name="interval">Longer than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not longer than 0.</exception>
    public static FrameSelection BestOfInterval(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new GroupSelection((frame, _) => frame.Time.Ticks / interval.Ticks);
    }

    /// <summary>All frames but those that are less sharp than their neighbours.</summary>
    /// <param name="window">Neighbours on each side, at least 1; default 7.</param>
    /// <param name="sensitivity">How far below its neighbours' median a frame may lie, in standard deviations estimated from their median
    /// absolute deviation; greater than 0, default 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static FrameSelection WithoutOutliers(int window = 7, double sensitivity = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sensitivity);
        return new OutlierSelection(window, sensitivity);
    }

    /// <summary>Chooses among frames in the order of time.</summary>
    internal abstract IReadOnlyList<FrameCandidate> Choose(IReadOnlyList<FrameCandidate> frames, NearDuplicates duplicates);
}
