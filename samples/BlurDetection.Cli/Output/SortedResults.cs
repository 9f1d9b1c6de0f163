using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>Keeps the results and passes them on in the end, the most blurred first; those without a verdict come last.</summary>
internal sealed class SortedResults(IJudgementWriter next, ResultOrder order) : IJudgementWriter
{
    private readonly List<Judgement> _results = [];

    public void Write(Judgement judgement)
    {
        if (judgement.Prediction is null) next.Write(judgement); // an error is told at once
        else _results.Add(judgement);
    }

    public void Complete()
    {
        foreach (Judgement judgement in Sorted(_results, order)) next.Write(judgement);
    }

    /// <summary>The most blurred first; indeterminate ones last.</summary>
    public static IEnumerable<Judgement> Sorted(IEnumerable<Judgement> results, ResultOrder order) =>
        results.OrderBy(result => result.Prediction!.Verdict == BlurVerdict.Indeterminate)
            .ThenByDescending(result => Amount(result.Prediction!, order));

    private static double Amount(BlurPrediction prediction, ResultOrder order) =>
        order == ResultOrder.Strength && prediction.Strength is { } strength ? strength : prediction.Probability;
}
