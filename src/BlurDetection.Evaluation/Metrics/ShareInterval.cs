namespace BlurDetection.Evaluation.Metrics;

/// <summary>95 % intervals of shares and of means of two shares, that are never of width 0.</summary>
internal static class ShareInterval
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    public const double Quantile = 1.959963984540054;

    /// <summary>The score interval of a share (Wilson, 1927).</summary>
    /// <param name="share">The share seen, 0 to 1.</param>
    /// <param name="count">The images that stand behind it; copies of one image count as <see cref="EffectiveCount"/> says.</param>
    public static Estimate Wilson(double share, double count)
    {
        if (!(count > 0)) return new Estimate(double.NaN, double.NaN, double.NaN);
        const double square = Quantile * Quantile;
        double middle = (share + square / (2 * count)) / (1 + square / count);
        double half = Quantile / (1 + square / count) * Math.Sqrt(share * (1 - share) / count + square / (4 * count * count));
        // at 0 and 1 the end is the share itself, which rounding would miss
        return new Estimate(share, share <= 0 ? 0 : Math.Max(0, middle - half), share >= 1 ? 1 : Math.Min(1, middle + half));
    }

    /// <summary>The interval of the mean of two independent shares, recovered from theirs (Zou and Donner, 2008;
    /// Newcombe's method 10, 1998, for a sum).</summary>
    public static Estimate Mean(Estimate first, Estimate second)
    {
        double value = (first.Value + second.Value) / 2;
        return new Estimate(value,
            value - Math.Sqrt(Square(first.Value - first.Low) + Square(second.Value - second.Low)) / 2,
            value + Math.Sqrt(Square(first.High - first.Value) + Square(second.High - second.Value)) / 2);
    }

    /// <summary>How many images tell as much as these (Kish's effective sample size, 1965): eight copies of each of ten
    /// images count as ten.</summary>
    /// <param name="contents">What each image is a copy of.</param>
    public static double EffectiveCount(IEnumerable<string> contents)
    {
        double sum = 0, squares = 0;
        foreach (var copies in contents.GroupBy(content => content, StringComparer.Ordinal).Select(g => (double)g.Count()))
            (sum, squares) = (sum + copies, squares + copies * copies);
        return squares == 0 ? 0 : sum * sum / squares;
    }

    private static double Square(double x) => x * x;
}
