using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation;

/// <summary>The figures of one model on one set of images. NaN where a figure is not defined.</summary>
public sealed record EvaluationFigures
{
    /// <summary>Images classified.</summary>
    [JsonPropertyName("images")]
    public required int Images { get; init; }

    /// <summary>Images with the verdict <see cref="BlurVerdict.Indeterminate"/>; they count as not called blurred.</summary>
    public required int Indeterminate { get; init; }

    /// <summary>One sentence for each figure that chance explains, since "0.833" looks good whatever its interval.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Caveats => ChanceWords.Of(this);

    /// <summary>Area under the ROC curve of the probability of blur; its interval is the bootstrap's, at least as wide as Newcombe's score
    /// interval (2006, part 2, method 5).</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Average precision for blur.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Mean of the two recalls, by the model's own verdicts (its shipped threshold); its interval is recovered from theirs (Zou
    /// and Donner, 2008).</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>Share of blurred images called blurred, with Wilson's interval (1927); copies of an image make it no narrower.</summary>
    public required Estimate BlurRecall { get; init; }

    /// <summary>Share of focused images that passed, with Wilson's interval (1927); copies of an image make it no narrower.</summary>
    public required Estimate FocusRecall { get; init; }

    /// <summary>The best balanced accuracy of any threshold on these very images: what the shipped threshold leaves on
    /// the table.</summary>
    public required double BestBalancedAccuracy { get; init; }

    /// <summary>The threshold of <see cref="BestBalancedAccuracy"/>.</summary>
    public required double BestThreshold { get; init; }

    /// <summary>Expected calibration error over ten bins.</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Verdicts against labels.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Whether the images are ranked better than by chance: the interval of <see cref="RocAuc"/> lies above 0.5.</summary>
    public bool RanksAboveChance => RocAuc.Low > 0.5;

    /// <summary>Whether the verdicts are better than chance: the interval of <see cref="BalancedAccuracy"/> lies above 0.5.</summary>
    public bool DecidesAboveChance => BalancedAccuracy.Low > 0.5;

    /// <summary>Works the figures out.</summary>
    /// <param name="results">What the model said of each image.</param>
    /// <param name="resamples">Number of bootstrap resamples.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static EvaluationFigures Of(IReadOnlyList<EvaluatedImage> results, int resamples = 1000, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(results);
        bool[] blurred = [.. results.Select(r => r.Label == ImageLabel.Blur)];
        string[] contents = [.. results.Select(r => r.ContentHash)];
        var scores = new ScoredImages(results.Select(r => r.Probability), blurred);
        var confusion = ConfusionMatrix.Count(results.Select(r => r.Verdict == BlurVerdict.Blurred).Zip(blurred));
        Estimate blurRecall =
            ShareInterval.Wilson(confusion.BlurRecall, ShareInterval.EffectiveCount(contents.Where((_, i) => blurred[i])));
        Estimate focusRecall =
            ShareInterval.Wilson(confusion.FocusRecall, ShareInterval.EffectiveCount(contents.Where((_, i) => !blurred[i])));
        (double best, double threshold) = scores.BestBalancedAccuracy();
        return new EvaluationFigures
        {
            Images = results.Count,
            Indeterminate = results.Count(r => r.Verdict == BlurVerdict.Indeterminate),
            RocAuc = RocAucInterval.Of(scores, contents, new Bootstrap(blurred, resamples, seed, contents: contents)),
            AveragePrecision = scores.AveragePrecision(),
            BalancedAccuracy = ShareInterval.Mean(blurRecall, focusRecall),
            BlurRecall = blurRecall,
            FocusRecall = focusRecall,
            BestBalancedAccuracy = best,
            BestThreshold = threshold,
            ExpectedCalibrationError = Reliability.ExpectedCalibrationError(Reliability.Bins(scores)),
            Confusion = confusion,
        };
    }
}
