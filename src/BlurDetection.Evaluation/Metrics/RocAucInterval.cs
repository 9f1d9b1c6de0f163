namespace BlurDetection.Evaluation.Metrics;

/// <summary>The 95 % interval of an area under the ROC curve: the bootstrap's, widened where few images make that too narrow.</summary>
/// <remarks>
/// Where blurred and focused images are ranked apart, every resample is too, and the bootstrap's interval is of width
/// 0. The score interval of Newcombe (Statistics in Medicine 25, 2006, part 2, method 5) is not: it holds every area from which the
/// measured one is no more than 1.96 standard errors away, the error being that of Hanley and McNeil (1982) at the area
/// in question, for samples of the mean size.
/// </remarks>
internal static class RocAucInterval
{
    private const int Halvings = 60;

    /// <summary>The area and its interval.</summary>
    /// <param name="scores">Scores and truths.</param>
    /// <param name="contents">What each image is a copy of.</param>
    /// <param name="bootstrap">Resamples of the same images.</param>
    public static Estimate Of(ScoredImages scores, IReadOnlyList<string> contents, Bootstrap bootstrap)
    {
        Estimate drawn = bootstrap.Interval(weights => scores.RocAuc(weights));
        if (double.IsNaN(drawn.Value)) return drawn;
        Estimate score = Newcombe(drawn.Value, Count(scores, contents, blurred: true), Count(scores, contents, blurred: false));
        return new Estimate(drawn.Value, Math.Min(drawn.Low, score.Low), Math.Max(drawn.High, score.High));
    }

    /// <summary>Newcombe's score interval.</summary>
    /// <param name="area">The area measured, 0 to 1.</param>
    /// <param name="positives">Blurred images, above 0.</param>
    /// <param name="negatives">Focused images, above 0.</param>
    public static Estimate Newcombe(double area, double positives, double negatives) =>
        new(area, End(area, 0, positives, negatives), End(area, 1, positives, negatives));

    // the area farthest towards a side that the measured one does not contradict
    private static double End(double area, double side, double positives, double negatives)
    {
        (double near, double far) = (area, side);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (near + far) / 2;
            double distance = Math.Abs(middle - area), error = Math.Sqrt(Variance(middle, positives, negatives));
            if (distance <= ShareInterval.Quantile * error) near = middle;
            else far = middle;
        }
        return near;
    }

    private static double Variance(double area, double positives, double negatives)
    {
        double others = (positives + negatives) / 2 - 1;
        double dependence = (1 - area) / (2 - area) + area / (1 + area);
        return area * (1 - area) * (1 + others * dependence) / (positives * negatives);
    }

    private static double Count(ScoredImages scores, IReadOnlyList<string> contents, bool blurred) =>
        ShareInterval.EffectiveCount(contents.Where((_, i) => scores.Blurred[i] == blurred));
}
