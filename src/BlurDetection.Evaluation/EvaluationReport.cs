using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation;

/// <summary>Everything measured of one model on one set of labelled images.</summary>
public sealed record EvaluationReport
{
    /// <summary>The model's name or file.</summary>
    public required string Model { get; init; }

    /// <summary>The least probability at which the model called images blurred.</summary>
    public required double Threshold { get; init; }

    /// <summary>Images of different bytes: copies make figures look surer than they are.</summary>
    public required int DistinctContents { get; init; }

    /// <summary>Figures over all images.</summary>
    public required EvaluationFigures All { get; init; }

    /// <summary>The same for each word of the column <c>confidence</c>; empty without that column.</summary>
    public required IReadOnlyDictionary<string, EvaluationFigures> ByConfidence { get; init; }

    /// <summary>Recall for each word of the column <c>blur_type</c>, and for focus.</summary>
    public required IReadOnlyList<KindRecall> Kinds { get; init; }

    /// <summary>The variance of the Laplacian on the same images; <see langword="null"/> where it was not measured.</summary>
    public LaplacianFigures? Laplacian { get; init; }

    /// <summary>The map against masks; empty without masks.</summary>
    public IReadOnlyList<MapFigures> Map { get; init; } = [];

    /// <summary>Probability against truth, in ten bins.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>The ROC curve.</summary>
    public required IReadOnlyList<RocPoint> Roc { get; init; }

    /// <summary>The precision-recall curve.</summary>
    public required IReadOnlyList<PrecisionRecallPoint> PrecisionRecall { get; init; }

    /// <summary>Each image, in the order of the label file.</summary>
    public required IReadOnlyList<EvaluatedImage> Results { get; init; }

    /// <summary>Rows that could not be used.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    /// <summary>Puts a report together.</summary>
    /// <param name="model">The model's name or file.</param>
    /// <param name="threshold">The least probability at which it called images blurred.</param>
    /// <param name="results">What it said of each image.</param>
    /// <param name="problems">Rows that could not be used.</param>
    /// <param name="options">Resamples and seed; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static EvaluationReport Create(string model, double threshold, IReadOnlyList<EvaluatedImage> results,
        IReadOnlyList<DataProblem>? problems = null, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        options ??= new EvaluationOptions();
        OptionsValidation.Require(options);
        EvaluationFigures Figures(IEnumerable<EvaluatedImage> of) => EvaluationFigures.Of([.. of], options.Resamples, options.Seed);
        var scores = new ScoredImages(results.Select(r => r.Probability), results.Select(r => r.Label == ImageLabel.Blur));
        return new EvaluationReport
        {
            Model = model,
            Threshold = threshold,
            DistinctContents = results.Select(r => r.ContentHash).Distinct().Count(),
            All = Figures(results),
            ByConfidence = results.Where(r => r.Confidence is not null).GroupBy(r => r.Confidence!)
                .OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Figures(g)),
            Kinds = [.. results.GroupBy(r => r.BlurType ?? r.Label.ToString().ToLowerInvariant())
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new KindRecall(g.Key, g.Count(), g.Count(r => r.IsRight)))],
            Laplacian = results.Count == 0 ? null : LaplacianFigures.Of(results, options.Resamples, options.Seed),
            Reliability = Metrics.Reliability.Bins(scores),
            Roc = Curves.Roc(scores),
            PrecisionRecall = Curves.PrecisionRecall(scores),
            Results = results,
            Problems = problems ?? [],
        };
    }
}
