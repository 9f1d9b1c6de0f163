namespace BlurDetection.Video;

internal sealed record OutlierSelection(int Window, double Sensitivity) : FrameSelection
{
    // The median absolute deviation of a normal distribution is 0.6745 of its standard deviation.
    private const double DeviationToSigma = 1 / 0.6745;

    // Strength is a logarithm to base 2: half an octave of width is visible, less is not worth a frame.
    private const double LeastDrop = 0.5;

    internal override IReadOnlyList<FrameCandidate> Choose(IReadOnlyList<FrameCandidate> frames, NearDuplicates duplicates)
    {
        var usable = frames.Where(frame => frame.IsUsable).ToArray();
        List<FrameCandidate> chosen = [];
        for (var i = 0; i < usable.Length; i++)
            if (!IsOutlier(usable, i) && !duplicates.Contains(chosen, usable[i])) chosen.Add(usable[i]);
        return chosen;
    }

    private bool IsOutlier(FrameCandidate[] frames, int at)
    {
        var (from, to) = (Math.Max(0, at - Window), Math.Min(frames.Length, at + Window + 1));
        var neighbours = Enumerable.Range(from, to - from).Where(i => i != at).Select(i => frames[i].Sharpness).ToArray();
        if (neighbours.Length == 0) return false;
        var median = Median(neighbours);
        var deviation = Median([.. neighbours.Select(value => Math.Abs(value - median))]) * DeviationToSigma;
        return frames[at].Sharpness < median - Math.Max(LeastDrop, Sensitivity * deviation);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[values.Length / 2 - 1] + values[values.Length / 2]) / 2;
    }
}
