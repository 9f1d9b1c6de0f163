namespace BlurDetection.Evaluation.Metrics;

/// <summary>Whether two measurements put images in the same order.</summary>
internal static class RankCorrelation
{
    /// <summary>Spearman's rank correlation, -1 to 1, ties sharing their mean rank; NaN for fewer than two images or a
    /// constant.</summary>
    /// <param name="first">One value an image.</param>
    /// <param name="second">As many values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count) throw new ArgumentException($"{first.Count} values, and {second.Count}.", nameof(second));
        double[] a = Ranks(first), b = Ranks(second);
        double mean = (a.Length - 1) / 2d, product = 0, squareA = 0, squareB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (a[i] - mean) * (b[i] - mean);
            squareA += (a[i] - mean) * (a[i] - mean);
            squareB += (b[i] - mean) * (b[i] - mean);
        }
        return product / Math.Sqrt(squareA * squareB);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[order.Length];
        for (int i = 0; i < order.Length;)
        {
            int end = i;
            while (end < order.Length && values[order[end]] == values[order[i]]) end++;
            for (int j = i; j < end; j++) ranks[order[j]] = (i + end - 1) / 2d;
            i = end;
        }
        return ranks;
    }
}
