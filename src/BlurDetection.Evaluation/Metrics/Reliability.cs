namespace BlurDetection.Evaluation.Metrics;

/// <summary>Whether "80 % blurred" is true of eight images in ten.</summary>
internal static class Reliability
{
    /// <summary>Sorts images into bins of equal width over the probability of blur.</summary>
    /// <param name="images">Probabilities (0 to 1) and truths.</param>
    /// <param name="bins">Number of bins, at least 1; default 10.</param>
    public static IReadOnlyList<ReliabilityBin> Bins(ScoredImages images, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var counts = new int[bins];
        double[] probabilities = new double[bins], blurred = new double[bins];
        for (int i = 0; i < images.Count; i++)
        {
            int bin = Math.Clamp((int)(images.Scores[i] * bins), 0, bins - 1);
            counts[bin]++;
            probabilities[bin] += images.Scores[i];
            if (images.Blurred[i]) blurred[bin]++;
        }
        return [.. counts.Select((n, b) => new ReliabilityBin((double)b / bins, (b + 1d) / bins, n, probabilities[b] / n, blurred[b] / n))];
    }

    /// <summary>Expected calibration error (Naeini et al., 2015): the mean gap between probability and truth over the bins, weighted by
    /// images; NaN without images.</summary>
    /// <param name="bins">From <see cref="Bins"/>.</param>
    public static double ExpectedCalibrationError(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        double gap = bins.Where(bin => bin.Images > 0).Sum(bin => bin.Images * Math.Abs(bin.MeanProbability - bin.BlurredShare));
        return gap / bins.Sum(bin => bin.Images);
    }
}
