using BlurDetection.Evaluation.Reporting;
using BlurDetection.Training.Callbacks;
using OxyPlot.Legends;

namespace BlurDetection.Training.Reporting;

/// <summary>The curves of a training run.</summary>
internal static class TrainingCharts
{
    public static IEnumerable<(string Svg, string Caption)> All(TrainingReport report)
    {
        yield return (Curve(report, "Accuracy", e => e.Accuracy, e => e.ValAccuracy, LegendPosition.BottomRight), "Share classified " +
            "right, epoch by epoch. Training images are augmented as the settings say, validation images at most flipped.");
        yield return (Curve(report, "Loss", e => e.Loss, e => e.ValLoss, LegendPosition.TopRight),
            "Categorical cross-entropy. Where validation rises while training falls, the network learns by heart.");
        if (report.History.Select(e => Math.Round(Math.Log10(e.Logs[LogNames.LearningRate]), 3)).Distinct().Count() > 1)
            yield return (new ChartSvg("Learning rate", "Epoch", "log10 of the rate").Line(null, ChartSvg.First, report.History.Select(e =>
                ((double)e.Epoch, Math.Log10(e.Logs[LogNames.LearningRate])))).ToString(), "The learning rate of each epoch.");
    }

    private static string Curve(TrainingReport report, string title, Func<EpochResult, double> training,
        Func<EpochResult, double?> validation, LegendPosition legend)
    {
        var chart = new ChartSvg(title, "Epoch", title);
        (chart.X.Minimum, chart.X.Maximum) = (report.History.Count > 1 ? 1 : 0.5, Math.Max(1.5, report.History.Count));
        chart.X.MinimumMajorStep = 1;
        if (title == "Accuracy") chart.Y.Maximum = 1.02;
        else chart.Y.Minimum = 0;
        chart.Line("training", ChartSvg.First, report.History.Select(e => ((double)e.Epoch, training(e))))
            .Line("validation", ChartSvg.Second, report.History.Select(e => ((double)e.Epoch, validation(e) ?? double.NaN)));
        if (report.BestEpoch is { } best)
        {
            chart.Mark(best, $"best: {best}", ChartSvg.Ink, title == "Accuracy" ? 0.93 : 0.05);
            if (report.History.FirstOrDefault(e => e.Epoch == best) is { } at)
                chart.Points(null, ChartSvg.Second, [(best, validation(at) ?? double.NaN)]);
        }
        return chart.Legend(legend).ToString();
    }
}
