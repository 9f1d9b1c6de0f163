using System.Globalization;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Engineering;

/// <summary>Whether strength rises with the measured defocus step, scene by scene.</summary>
internal static class FocusSeries
{
    public static IEnumerable<(string Set, string Figure, double Value)> Measure(IBlurClassifier classifier, string folder)
    {
        var rows = File.ReadLines(Path.Combine(folder, "series.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        foreach (var scene in rows.GroupBy(cells => cells[2]))
        {
            double[] steps = [.. scene.Select(cells => double.Parse(cells[1], CultureInfo.InvariantCulture))];
            double[] strengths = [.. scene.Select(cells => classifier.Classify(Path.Combine(folder, cells[0])).Strength ?? double.NaN)];
            yield return ("focus-series", $"Spearman of strength with the step, {scene.Key} ({steps.Length} pictures)",
                RankCorrelation.Spearman(strengths, steps));
        }
    }
}
