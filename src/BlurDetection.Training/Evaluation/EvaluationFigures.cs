using BlurDetection.Training.Data;

namespace BlurDetection.Training.Evaluation;

/// <summary>The figures of one model on one set of pictures. NaN where a figure is not defined.</summary>
public sealed record EvaluationFigures
{
    /// <summary>Pictures judged.</summary>
    public required int Pictures { get; init; }

    /// <summary>Pictures with the verdict <see cref="BlurVerdict.Indeterminate"/>; they count as not called blurred.</summary>
    public required int Indeterminate { get; init; }

    /// <summary>Area under the ROC curve of the probability of blur.</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Average precision for blur.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Mean of the two recalls, by the model's own verdicts (its shipped threshold).</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>Share of blurred pictures called blurred.</summary>
    public required Estimate BlurRecall { get; init; }

    /// <summary>Share of focused pictures that passed.</summary>
    public required Estimate FocusRecall { get; init; }

    /// <summary>The best balanced accuracy of any threshold on these very pictures: what the shipped threshold leaves on the table.</summary>
    public required double BestBalancedAccuracy { get; init; }

    /// <summary>The threshold of <see cref="BestBalancedAccuracy"/>.</summary>
    public required double BestThreshold { get; init; }

    /// <summary>Expected calibration error over ten bins.</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Verdicts against labels.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Works the figures out.</summary>
    /// <param name="results">What the model said of each picture.</param>
    /// <param name="resamples">Number of bootstrap resamples.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static EvaluationFigures Of(IReadOnlyList<PictureResult> results, int resamples = 1000, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(results);
        bool[] blurred = [.. results.Select(r => r.Label == PictureLabel.Blur)];
        bool[] called = [.. results.Select(r => r.Verdict == BlurVerdict.Blurred)];
        var scores = new ScoredPictures(results.Select(r => r.Probability), blurred);
        var bootstrap = new Bootstrap(blurred, resamples, seed, contents: [.. results.Select(r => r.ContentHash)]);
        (double best, double threshold) = scores.BestBalancedAccuracy();
        return new EvaluationFigures
        {
            Pictures = results.Count,
            Indeterminate = results.Count(r => r.Verdict == BlurVerdict.Indeterminate),
            RocAuc = bootstrap.Interval(weights => scores.RocAuc(weights)),
            AveragePrecision = scores.AveragePrecision(),
            BalancedAccuracy = bootstrap.Interval(weights => (Recall(weights, true) + Recall(weights, false)) / 2),
            BlurRecall = bootstrap.Interval(weights => Recall(weights, true)),
            FocusRecall = bootstrap.Interval(weights => Recall(weights, false)),
            BestBalancedAccuracy = best,
            BestThreshold = threshold,
            ExpectedCalibrationError = Reliability.ExpectedCalibrationError(Reliability.Bins(scores)),
            Confusion = ConfusionMatrix.Count(called.Zip(blurred)),
        };

        double Recall(IReadOnlyList<int> weights, bool of)
        {
            double right = 0, all = 0;
            for (int i = 0; i < blurred.Length; i++)
            {
                if (blurred[i] != of) continue;
                all += weights[i];
                if (called[i] == of) right += weights[i];
            }
            return right / all;
        }
    }
}
