using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation;

/// <summary>One model against another on the very same images: differences with paired bootstrap intervals.</summary>
/// <remarks>
/// An interval that does not hold 0 says that the difference is more than the luck of these images. Its ends are NaN
/// where no resample differs from the others: the models then answer these images too much alike for any interval.
/// </remarks>
public sealed record ModelComparison
{
    /// <summary>The model that the other is held against.</summary>
    public required string Reference { get; init; }

    /// <summary>The other model.</summary>
    public required string Model { get; init; }

    /// <summary>Images that both classified.</summary>
    [JsonPropertyName("images")]
    public required int Images { get; init; }

    /// <summary>Difference in ROC AUC; positive where <see cref="Model"/> is better.</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Difference in balanced accuracy by verdicts; positive where <see cref="Model"/> is better.</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>Images that only <see cref="Model"/> classified right.</summary>
    public required int OnlyModelRight { get; init; }

    /// <summary>Images that only <see cref="Reference"/> classified right.</summary>
    public required int OnlyReferenceRight { get; init; }

    /// <summary>File names of the images that only <see cref="Model"/> classified right.</summary>
    public IReadOnlyList<string> OnlyModelRightFiles { get; init; } = [];

    /// <summary>File names of the images that only <see cref="Reference"/> classified right.</summary>
    public IReadOnlyList<string> OnlyReferenceRightFiles { get; init; } = [];

    /// <summary>Compares two reports over the images that both hold.</summary>
    /// <param name="reference">The model that the other is held against.</param>
    /// <param name="model">The other model.</param>
    /// <param name="resamples">Number of bootstrap resamples, at least 1; default 1000.</param>
    /// <param name="seed">Seed of the bootstrap; default 42.</param>
    /// <exception cref="TrainingDataException">The reports have no image in common.</exception>
    public static ModelComparison Compare(EvaluationReport reference, EvaluationReport model, int resamples = 1000, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, EvaluatedImage> others = reference.Results.ToDictionary(r => r.FileName);
        EvaluatedImage[] a = [.. model.Results.Where(r => others.ContainsKey(r.FileName))], b = [.. a.Select(r => others[r.FileName])];
        if (a.Length == 0) throw new TrainingDataException($"'{reference.Model}' and '{model.Model}' classified no image in common.");
        bool[] blurred = [.. a.Select(r => r.Label == ImageLabel.Blur)];
        var bootstrap = new Bootstrap(blurred, resamples, seed, contents: [.. a.Select(r => r.ContentHash)]);
        ScoredImages scoresA = Scores(a), scoresB = Scores(b), verdictsA = Verdicts(a), verdictsB = Verdicts(b);
        return new ModelComparison
        {
            Reference = reference.Model,
            Model = model.Model,
            Images = a.Length,
            RocAuc = Difference(weights => scoresA.RocAuc(weights) - scoresB.RocAuc(weights)),
            BalancedAccuracy = Difference(weights => verdictsA.BalancedAccuracy(0.5, weights) - verdictsB.BalancedAccuracy(0.5, weights)),
            OnlyModelRightFiles =
                [.. a.Zip(b).Where(pair => pair.First.IsRight && !pair.Second.IsRight).Select(pair => pair.First.FileName)],
            OnlyReferenceRightFiles =
                [.. a.Zip(b).Where(pair => pair.Second.IsRight && !pair.First.IsRight).Select(pair => pair.First.FileName)],
            OnlyModelRight = a.Zip(b).Count(pair => pair.First.IsRight && !pair.Second.IsRight),
            OnlyReferenceRight = a.Zip(b).Count(pair => pair.Second.IsRight && !pair.First.IsRight),
        };

        Estimate Difference(Func<IReadOnlyList<int>, double> figure)
        {
            Estimate drawn = bootstrap.Interval(figure);
            return drawn.Low < drawn.High ? drawn : new Estimate(drawn.Value, double.NaN, double.NaN);
        }

        ScoredImages Scores(EvaluatedImage[] of) => new(of.Select(r => r.Probability), blurred);
        ScoredImages Verdicts(EvaluatedImage[] of) => new(of.Select(r => r.Verdict == BlurVerdict.Blurred ? 1d : 0d), blurred);
    }
}
