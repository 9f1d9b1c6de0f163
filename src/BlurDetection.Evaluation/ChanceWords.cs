using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation;

/// <summary>Says in words where figures are no better than guessing, since "0.833" looks good whatever its interval.</summary>
internal static class ChanceWords
{
    private const double Guessing = 0.5;

    /// <summary>One sentence for each figure that chance explains; none where both labels are not there.</summary>
    public static IReadOnlyList<string> Of(EvaluationFigures figures)
    {
        string?[] all = [Of("ROC AUC", figures.RocAuc), Of("Balanced accuracy", figures.BalancedAccuracy)];
        return [.. all.OfType<string>()];
    }

    private static string? Of(string figure, Estimate estimate) =>
        estimate.Includes(Guessing)
            ? $"{figure}: no better than chance, as far as these images tell; the interval includes 0.5, which guessing reaches."
        : estimate.High < Guessing ? $"{figure}: worse than chance; the interval lies below 0.5, which guessing reaches."
        : null;
}
