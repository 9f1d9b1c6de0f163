namespace BlurDetection.Evaluation.Metrics;

/// <summary>How much a figure would move with other images of the same kind: the percentile bootstrap (Efron, 1979), seeded.</summary>
/// <remarks>
/// Resamples within blurred and within focused images, so that every resample has both. Several figures that share one call see the same
/// resamples: differences are paired.
/// Copies of one content are drawn together: eight copies of an image tell no more than the image does.
/// </remarks>
internal sealed class Bootstrap
{
    private readonly int[][] _weights;
    private readonly int _images;
    private readonly double _tail;

    /// <summary>Draws the resamples.</summary>
    /// <param name="blurred">The truth of each image.</param>
    /// <param name="resamples">Number of resamples, at least 1; default 1000.</param>
    /// <param name="seed">Seed of the draw; default 42.</param>
    /// <param name="coverage">Share of the resamples inside the interval, between 0 and 1; default 0.95.</param>
    /// <param name="contents">What each image is a copy of, its hash for instance; images with the same word are drawn together.
    /// <see langword="null"/> where there are no copies.</param>
    public Bootstrap(
        IReadOnlyList<bool> blurred, int resamples = 1000, int seed = 42, double coverage = 0.95, IReadOnlyList<string>? contents = null)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (coverage is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "The coverage lies between 0 and 1.");
        if (contents is not null && contents.Count != blurred.Count)
            throw new ArgumentException($"{blurred.Count} truths, and {contents.Count} contents.", nameof(contents));
        (_images, _tail) = (blurred.Count, (1 - coverage) / 2);
        int[][][] strata = [.. Enumerable.Range(0, blurred.Count).GroupBy(i => blurred[i]).Select(g => Copies(g, contents))];
        var random = new Random(seed);
        _weights = new int[resamples][];
        for (int r = 0; r < resamples; r++)
        {
            int[] weights = _weights[r] = new int[blurred.Count];
            foreach (int[][] stratum in strata)
                for (int i = 0; i < stratum.Length; i++)
                    foreach (int image in stratum[random.Next(stratum.Length)]) weights[image]++;
        }
    }

    /// <summary>The figure and its interval.</summary>
    /// <param name="figure">Computes the figure; is given how often each image counts.</param>
    public Estimate Interval(Func<IReadOnlyList<int>, double> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        double value = figure(Enumerable.Repeat(1, _images).ToArray());
        if (double.IsNaN(value)) return new Estimate(value, double.NaN, double.NaN);
        double[] values = [.. _weights.Select(figure).Where(v => !double.IsNaN(v)).Order()];
        return new Estimate(value, Quantile(values, _tail), Quantile(values, 1 - _tail));
    }

    private static int[][] Copies(IEnumerable<int> images, IReadOnlyList<string>? contents) =>
        contents is null ? [.. images.Select(i => new[] { i })] : [.. images.GroupBy(i => contents[i]).Select(g => g.ToArray())];

    private static double Quantile(double[] sorted, double q)
    {
        if (sorted.Length == 0) return double.NaN;
        double position = q * (sorted.Length - 1);
        int below = (int)position;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + (position - below) * (above - sorted[below]);
    }
}
