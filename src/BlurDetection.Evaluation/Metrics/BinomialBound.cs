namespace BlurDetection.Evaluation.Metrics;

/// <summary>How large a rate may be that was seen as k of n: the one-sided Clopper-Pearson bound.</summary>
internal static class BinomialBound
{
    public static double Upper(int successes, int trials, double confidence = 0.95)
    {
        if (trials <= 0) return double.NaN;
        if (successes >= trials) return 1;
        (double low, double high) = ((double)successes / trials, 1);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (AtMost(successes, trials, middle) > 1 - confidence) low = middle;
            else high = middle;
        }
        return high;
    }

    // P(X <= k) for a binomial, summed in logarithms so that thousands of trials do not underflow
    private static double AtMost(int k, int n, double p)
    {
        double sum = 0, term = n * Math.Log(1 - p), odds = Math.Log(p / (1 - p));
        for (int i = 0; i <= k; i++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(n - i) / (i + 1)) + odds;
        }
        return sum;
    }
}
