namespace BlurDetection.Evaluation.Metrics;

/// <summary>Operating points of a score over all thresholds.</summary>
internal static class Curves
{
    /// <summary>The ROC curve, from (0, 0) to (1, 1), one point for each different score; empty if blurred or focused
    /// images are missing.</summary>
    /// <param name="images">Scores and truths.</param>
    public static IReadOnlyList<RocPoint> Roc(ScoredImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        double positives = images.Positives, negatives = images.Count - positives;
        if (positives == 0 || negatives == 0) return [];
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        double hits = 0, alarms = 0;
        foreach (ScoredImages.TieStep step in images.Steps(null))
        {
            hits += step.Positives;
            alarms += step.Negatives;
            points.Add(new RocPoint(step.Score, alarms / negatives, hits / positives));
        }
        return points;
    }

    /// <summary>The precision-recall curve, the highest threshold first; empty without blurred images.</summary>
    /// <param name="images">Scores and truths.</param>
    public static IReadOnlyList<PrecisionRecallPoint> PrecisionRecall(ScoredImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        double positives = images.Positives, hits = 0, called = 0;
        var points = new List<PrecisionRecallPoint>();
        if (positives == 0) return points;
        foreach (ScoredImages.TieStep step in images.Steps(null))
        {
            hits += step.Positives;
            called += step.Positives + step.Negatives;
            points.Add(new PrecisionRecallPoint(step.Score, hits / positives, hits / called));
        }
        return points;
    }
}
