using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>Keeps the results and passes them on in the end, the most blurred first; those without a verdict come last.</summary>
internal sealed class SortedResults(IClassificationWriter next, ResultOrder order) : IClassificationWriter
{
    private readonly List<Classification> _results = [];

    public void Write(Classification classification)
    {
        if (classification.Prediction is null) next.Write(classification); // an error is told at once
        else _results.Add(classification);
    }

    public void Complete()
    {
        foreach (Classification classification in Sorted(_results, order)) next.Write(classification);
    }

    /// <summary>The most blurred first; indeterminate ones last.</summary>
    public static IEnumerable<Classification> Sorted(IEnumerable<Classification> results, ResultOrder order) =>
        results.OrderBy(result => result.Prediction!.Verdict == BlurVerdict.Indeterminate)
            .ThenByDescending(result => Amount(result.Prediction!, order));

    private static double Amount(BlurPrediction prediction, ResultOrder order) =>
        order == ResultOrder.Strength && prediction.Strength is { } strength ? strength : prediction.Probability;
}
