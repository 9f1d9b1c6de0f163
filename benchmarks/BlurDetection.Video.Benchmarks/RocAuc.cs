namespace BlurDetection.Video.Benchmarks;

/// <summary>The area under the ROC curve: how often a blurred frame has the higher score than a sharp one.</summary>
internal static class RocAuc
{
    /// <summary>Compares all pairs; a score that is not a number says nothing, and counts as a tie.</summary>
    public static double Of(IReadOnlyCollection<(bool IsBlurred, double Score)> frames)
    {
        var blurred = frames.Where(frame => frame.IsBlurred).Select(frame => frame.Score).ToArray();
        var sharp = frames.Where(frame => !frame.IsBlurred).Select(frame => frame.Score).ToArray();
        double wins = 0;
        foreach (var b in blurred)
            foreach (var s in sharp)
                wins += b > s ? 1 : b < s ? 0 : 0.5;
        return wins / ((double)blurred.Length * sharp.Length);
    }
}
