using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation;

/// <summary>What the variance of the Laplacian reaches on the same images, see <see cref="LaplacianBaseline"/>.</summary>
public sealed record LaplacianFigures
{
    /// <summary>Area under the ROC curve (lower variance, more blurred).</summary>
    public required Estimate RocAuc { get; init; }

    /// <summary>Balanced accuracy at the usual threshold of 100.</summary>
    public required double BalancedAccuracyAt100 { get; init; }

    /// <summary>The best balanced accuracy of any threshold on these very images: more than anyone gets who has to
    /// choose it beforehand.</summary>
    public required double BestBalancedAccuracy { get; init; }

    /// <summary>The variance below which <see cref="BestBalancedAccuracy"/> calls an image blurred.</summary>
    public required double BestThreshold { get; init; }

    /// <summary>Works the figures out; <see langword="null"/> where the variance was not measured for every image.</summary>
    /// <param name="results">Images with their <see cref="EvaluatedImage.LaplacianVariance"/>.</param>
    /// <param name="resamples">Number of bootstrap resamples.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static LaplacianFigures? Of(IReadOnlyList<EvaluatedImage> results, int resamples = 1000, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Any(r => r.LaplacianVariance is null)) return null;
        var scores = new ScoredImages(results.Select(r => -r.LaplacianVariance!.Value), results.Select(r => r.Label == ImageLabel.Blur));
        string[] contents = [.. results.Select(r => r.ContentHash)];
        (double best, double threshold) = scores.BestBalancedAccuracy();
        return new LaplacianFigures
        {
            RocAuc = RocAucInterval.Of(scores, contents, new Bootstrap(scores.Blurred, resamples, seed, contents: contents)),
            BalancedAccuracyAt100 = scores.BalancedAccuracy(-LaplacianBaseline.UsualThreshold),
            BestBalancedAccuracy = best,
            BestThreshold = -threshold,
        };
    }
}
