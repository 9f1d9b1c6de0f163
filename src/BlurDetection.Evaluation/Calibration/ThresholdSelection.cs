using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>Chooses the least probability at which an image counts as blurred.</summary>
internal static class ThresholdSelection
{
    // probabilities differ in the last digits from processor to processor
    private const double Margin = 1e-4;

    /// <summary>Keeps log-odds finite.</summary>
    private const double Certain = 1e-6;

    /// <summary>Of 0.8, 0.85, 0.9, 0.95, the highest and 1 to 3 deviations above the median, this gave the best mean of balanced accuracy
    /// over kinds of images, blurred by synthesis: see docs/calibration.md.</summary>
    private const double Spread = 0.85;

    /// <summary>The lowest threshold that calls at most a target share of the focused images blurred.</summary>
    /// <param name="images">Probabilities of blur and truths; blurred images are not needed, they only give the recall.</param>
    /// <param name="falseAlarmRate">The target share, 0 to below 1.</param>
    /// <exception cref="ArgumentException">There is no focused image.</exception>
    public static OperatingThreshold ForFalseAlarmRate(ScoredImages images, double falseAlarmRate)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (falseAlarmRate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, "A rate from 0 to below 1.");
        double[] focused = [.. images.Scores.Where((_, i) => !images.Blurred[i]).OrderDescending()];
        if (focused.Length == 0) throw new ArgumentException("A threshold cannot be chosen without focused images.", nameof(images));
        int alarms = (int)Math.Floor(falseAlarmRate * focused.Length + 1e-9);
        // never through the middle of equal scores: they would all be alarms
        double passes = focused[alarms], above = passes + Margin * (1 - passes);
        double next = alarms > 0 ? focused[alarms - 1] : passes;
        return At(images, next > passes ? Math.Max(above < next ? above : next, (passes + next) / 2) : above);
    }

    /// <summary>The threshold that the spread of images in focus suggests, where no blurred ones are given.</summary>
    /// <remarks>
    /// The 85 % quantile of their log-odds: a few images that are soft after all, or far off, do not move it as they move the highest.
    /// Where it lies below the model's own threshold, half-way between both in log-odds: images that are clearly in
    /// focus do not show where blur begins.
    /// </remarks>
    /// <param name="images">Probabilities of blur and truths; blurred images are not needed. Those of probability 0 have no verdict and
    /// are left out of the spread.</param>
    /// <param name="modelThreshold">The model's own threshold, 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no focused image with a verdict.</exception>
    public static OperatingThreshold ForSharpSpread(ScoredImages images, double modelThreshold)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (modelThreshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(modelThreshold), modelThreshold, "A threshold from 0 to 1.");
        double[] focused = [.. images.Scores.Where((score, i) => !images.Blurred[i] && score > 0).Select(LogOdds).Order()];
        if (focused.Length == 0) throw new ArgumentException("A threshold cannot be chosen without focused images.", nameof(images));
        double place = Spread * (focused.Length - 1), own = LogOdds(modelThreshold);
        int below = (int)place, above = Math.Min(below + 1, focused.Length - 1);
        double quantile = focused[below] + (place - below) * (focused[above] - focused[below]);
        double chosen = 1 / (1 + Math.Exp(-(quantile < own ? (quantile + own) / 2 : quantile)));
        return At(images, chosen + Margin * (1 - chosen));

        static double LogOdds(double probability)
        {
            double p = Math.Clamp(probability, Certain, 1 - Certain);
            return Math.Log(p / (1 - p));
        }
    }

    /// <summary>The threshold of the best balanced accuracy.</summary>
    /// <param name="images">Probabilities of blur and truths; both kinds are needed.</param>
    /// <exception cref="ArgumentException">Blurred or focused images are missing.</exception>
    /// <exception cref="TrainingDataException">None is better than chance.</exception>
    public static OperatingThreshold ForBalancedAccuracy(ScoredImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Positives == 0 || images.Positives == images.Count)
            throw new ArgumentException("Blurred and focused images are both needed.", nameof(images));
        if (!TellsApart(images))
            throw new TrainingDataException(
                $"No threshold tells the {images.Positives} blurred images from the {images.Count - images.Positives} in focus better than "
                + "chance: the blurred ones look no more blurred to the model. Are the labels the wrong way round "
                + "(0 is blur, 1 is focus)?");
        return At(images, images.BestBalancedAccuracy().Threshold);
    }

    /// <summary>Whether some threshold tells blurred images from those in focus better than chance; not where either kind is
    /// missing.</summary>
    public static bool TellsApart(ScoredImages images) => images.BestBalancedAccuracy().BalancedAccuracy > 0.5;

    /// <summary>What a given threshold does.</summary>
    /// <param name="images">Probabilities of blur and truths.</param>
    /// <param name="threshold">0 to 1.</param>
    public static OperatingThreshold At(ScoredImages images, double threshold)
    {
        ArgumentNullException.ThrowIfNull(images);
        int focused = images.Count - images.Positives, alarms = 0, hits = 0;
        for (int i = 0; i < images.Count; i++)
        {
            if (images.Scores[i] < threshold) continue;
            if (images.Blurred[i]) hits++;
            else alarms++;
        }
        return new OperatingThreshold(threshold, (double)alarms / focused, BinomialBound.Upper(alarms, focused),
            (double)hits / images.Positives);
    }
}
