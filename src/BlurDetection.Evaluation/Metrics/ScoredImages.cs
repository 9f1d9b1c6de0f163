namespace BlurDetection.Evaluation.Metrics;

/// <summary>Scores and truths of the same images, sorted once so that every figure takes one pass.</summary>
/// <remarks>A score is anything that rises with blur: a probability, or the negated variance of the Laplacian. "Positive"
/// is blurred.</remarks>
public sealed class ScoredImages
{
    private readonly int[] _order;

    /// <summary>Sorts the images by score.</summary>
    /// <param name="scores">One score an image; higher means more blurred.</param>
    /// <param name="blurred">The truth: <see langword="true"/> where the image is blurred.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not a number.</exception>
    public ScoredImages(IEnumerable<double> scores, IEnumerable<bool> blurred)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(blurred);
        double[] values = [.. scores];
        bool[] truths = [.. blurred];
        if (values.Length != truths.Length)
            throw new ArgumentException($"{values.Length} scores, and {truths.Length} truths.", nameof(blurred));
        if (values.Any(double.IsNaN)) throw new ArgumentException("A score is not a number.", nameof(scores));
        (Scores, Blurred) = (values, truths);
        _order = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i])];
    }

    /// <summary>One score an image.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>One truth an image.</summary>
    public IReadOnlyList<bool> Blurred { get; }

    /// <summary>Number of images.</summary>
    public int Count => _order.Length;

    /// <summary>Number of blurred images.</summary>
    public int Positives => Blurred.Count(b => b);

    /// <summary>The area under the ROC curve: the probability that a blurred image scores higher than a focused one, ties counting half;
    /// NaN if either kind is missing.</summary>
    /// <param name="weights">How often each image counts (for bootstrapping); once each where <see langword="null"/>.</param>
    public double RocAuc(IReadOnlyList<int>? weights = null)
    {
        double area = 0, positives = 0, negatives = 0;
        foreach (TieStep step in Steps(weights))
        {
            area += step.Negatives * (positives + step.Positives / 2);
            positives += step.Positives;
            negatives += step.Negatives;
        }
        return positives == 0 || negatives == 0 ? double.NaN : area / (positives * negatives);
    }

    /// <summary>Average precision: the area under the precision-recall curve as a step function; NaN without a blurred image.</summary>
    public double AveragePrecision()
    {
        double area = 0, positives = 0, all = 0;
        foreach (TieStep step in Steps(null))
        {
            positives += step.Positives;
            all += step.Positives + step.Negatives;
            area += step.Positives * positives / all;
        }
        return positives == 0 ? double.NaN : area / positives;
    }

    /// <summary>Mean of the recall of blurred and of focused images, where a score of at least the threshold counts as blurred; NaN if
    /// either kind is missing.</summary>
    /// <param name="threshold">The least score that counts as blurred.</param>
    /// <param name="weights">How often each image counts; once each where <see langword="null"/>.</param>
    public double BalancedAccuracy(double threshold, IReadOnlyList<int>? weights = null)
    {
        double[] right = new double[2], all = new double[2];
        for (int i = 0; i < Count; i++)
        {
            double weight = weights?[i] ?? 1;
            int side = Blurred[i] ? 1 : 0;
            all[side] += weight;
            if (Scores[i] >= threshold == Blurred[i]) right[side] += weight;
        }
        return (right[0] / all[0] + right[1] / all[1]) / 2;
    }

    /// <summary>The best balanced accuracy that any threshold reaches on these very images, and that threshold (midway
    /// between two scores).</summary>
    public (double BalancedAccuracy, double Threshold) BestBalancedAccuracy()
    {
        double totalPositives = Positives, totalNegatives = Count - Positives;
        (double best, double threshold, double positives, double negatives) = (0.5, double.PositiveInfinity, 0, 0);
        TieStep[] steps = [.. Steps(null)];
        for (int i = 0; i < steps.Length; i++)
        {
            positives += steps[i].Positives;
            negatives += steps[i].Negatives;
            double balanced = (positives / totalPositives + 1 - negatives / totalNegatives) / 2;
            if (!(balanced > best)) continue;
            (best, threshold) = (balanced, i + 1 < steps.Length ? (steps[i].Score + steps[i + 1].Score) / 2 : steps[i].Score);
        }
        return (totalPositives == 0 || totalNegatives == 0 ? double.NaN : best, threshold);
    }

    /// <summary>Groups of equal score, the highest first.</summary>
    internal IEnumerable<TieStep> Steps(IReadOnlyList<int>? weights)
    {
        for (int i = 0; i < _order.Length;)
        {
            double score = Scores[_order[i]], positives = 0, negatives = 0;
            for (; i < _order.Length && Scores[_order[i]] == score; i++)
            {
                double weight = weights?[_order[i]] ?? 1;
                if (Blurred[_order[i]]) positives += weight;
                else negatives += weight;
            }
            yield return new TieStep(score, positives, negatives);
        }
    }

    internal readonly record struct TieStep(double Score, double Positives, double Negatives);
}
