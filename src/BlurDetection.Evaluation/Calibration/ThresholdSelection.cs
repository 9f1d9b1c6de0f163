using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>Chooses the least probability at which a picture counts as blurred.</summary>
internal static class ThresholdSelection
{
    // probabilities differ in the last digits from processor to processor
    private const double Margin = 1e-4;

    /// <summary>The lowest threshold that calls at most a wished share of the focused pictures blurred.</summary>
    /// <param name="pictures">Probabilities of blur and truths; blurred pictures are not needed, they only give the recall.</param>
    /// <param name="falseAlarmRate">The wished share, 0 to below 1.</param>
    /// <exception cref="ArgumentException">There is no focused picture.</exception>
    public static OperatingThreshold ForFalseAlarmRate(ScoredImages pictures, double falseAlarmRate)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (falseAlarmRate is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, "A rate from 0 to below 1.");
        double[] focused = [.. pictures.Scores.Where((_, i) => !pictures.Blurred[i]).OrderDescending()];
        if (focused.Length == 0) throw new ArgumentException("A threshold cannot be chosen without focused pictures.", nameof(pictures));
        int alarms = (int)Math.Floor(falseAlarmRate * focused.Length + 1e-9);
        // never through the middle of equal scores: they would all be alarms
        double passes = focused[alarms], above = passes + Margin * (1 - passes);
        double next = alarms > 0 ? focused[alarms - 1] : passes;
        return At(pictures, next > passes ? Math.Max(above < next ? above : next, (passes + next) / 2) : above);
    }

    /// <summary>The threshold of the best balanced accuracy.</summary>
    /// <param name="pictures">Probabilities of blur and truths; both kinds are needed.</param>
    /// <exception cref="ArgumentException">Blurred or focused pictures are missing.</exception>
    public static OperatingThreshold ForBalancedAccuracy(ScoredImages pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Positives == 0 || pictures.Positives == pictures.Count)
            throw new ArgumentException("Blurred and focused pictures are both needed.", nameof(pictures));
        return At(pictures, Math.Min(1, pictures.BestBalancedAccuracy().Threshold));
    }

    /// <summary>What a given threshold does.</summary>
    /// <param name="pictures">Probabilities of blur and truths.</param>
    /// <param name="threshold">0 to 1.</param>
    public static OperatingThreshold At(ScoredImages pictures, double threshold)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        int focused = pictures.Count - pictures.Positives, alarms = 0, hits = 0;
        for (int i = 0; i < pictures.Count; i++)
        {
            if (pictures.Scores[i] < threshold) continue;
            if (pictures.Blurred[i]) hits++;
            else alarms++;
        }
        return new OperatingThreshold(threshold, (double)alarms / focused, BinomialBound.Upper(alarms, focused), (double)hits / pictures.Positives);
    }
}
