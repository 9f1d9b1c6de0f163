using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using OxyPlot;
using OxyPlot.Legends;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>The charts of one evaluation.</summary>
internal static class EvaluationCharts
{
    public static IEnumerable<(string Svg, string Caption)> All(EvaluationReport report, OperatingPoints? points)
    {
        bool both = report.Roc.Count > 0;
        if (both)
            yield return (Roc(report),
                "How many blurred images are caught for how many false alarms. The dot is the model's own threshold.");
        if (both)
            yield return (PrecisionRecall(report), "How many of the images called blurred are. The dot is the model's own threshold.");
        yield return (ReliabilityDiagram(report),
            "Probability against truth. On the diagonal, 80 % means eight in ten; the bars show how many images each point stands for.");
        if (both) yield return (Thresholds(report, points), "What every threshold would do to these images.");
    }

    private static string Roc(EvaluationReport report)
    {
        ChartSvg chart = new ChartSvg("ROC", "False-alarm rate", "Recall of blur").UnitSquare()
            .Line(null, ChartSvg.Muted, [(0, 0), (1, 1)], LineStyle.Dot, 1)
            .Line($"Model, AUC {Words.Figure(report.All.RocAuc.Value)}", ChartSvg.First,
                report.Roc.Select(p => (p.FalseAlarmRate, p.Recall)));
        if (LaplacianRoc(report) is { } laplacian)
            chart.Line($"Laplacian, AUC {Words.Figure(report.Laplacian!.RocAuc.Value)}", ChartSvg.Second, laplacian, LineStyle.Dash, 1.5);
        return chart.Points(null, ChartSvg.First, [(1 - report.All.FocusRecall.Value, report.All.BlurRecall.Value)]).Legend().ToString();
    }

    private static IEnumerable<(double, double)>? LaplacianRoc(EvaluationReport report) =>
        report.Laplacian is null ? null : Curves.Roc(new ScoredImages(
            report.Results.Select(r => -r.LaplacianVariance!.Value),
            report.Results.Select(r => r.Label == ImageLabel.Blur))).Select(p => (p.FalseAlarmRate, p.Recall));

    private static string PrecisionRecall(EvaluationReport report)
    {
        ConfusionMatrix m = report.All.Confusion;
        double precision = (double)m.BlurCalledBlur / (m.BlurCalledBlur + m.FocusCalledBlur);
        return new ChartSvg("Precision and recall", "Recall of blur", "Precision").UnitSquare()
            .Line($"Model, AP {Words.Figure(report.All.AveragePrecision)}", ChartSvg.First,
                report.PrecisionRecall.Select(p => (p.Recall, p.Precision)))
            .Points(null, ChartSvg.First, [(m.BlurRecall, precision)]).Legend(LegendPosition.BottomLeft).ToString();
    }

    private static string ReliabilityDiagram(EvaluationReport report)
    {
        double most = Math.Max(1, report.Reliability.Max(bin => bin.Images));
        return new ChartSvg($"Reliability (ECE {Words.Figure(report.All.ExpectedCalibrationError)})", "Probability of blur",
            "Share blurred").UnitSquare()
            .Bars(ChartSvg.Muted, report.Reliability.Select(bin => (bin.From + 0.01, bin.To - 0.01, 0.25 * bin.Images / most)))
            .Line(null, ChartSvg.Muted, [(0, 0), (1, 1)], LineStyle.Dot, 1)
            .Line(null, ChartSvg.First, Filled(report), LineStyle.Solid, 1.5)
            .Points(null, ChartSvg.First, Filled(report)).ToString();
    }

    private static IEnumerable<(double, double)> Filled(EvaluationReport report) =>
        report.Reliability.Where(bin => bin.Images > 0).Select(bin => (bin.MeanProbability, bin.BlurredShare));

    private static string Thresholds(EvaluationReport report, OperatingPoints? points)
    {
        var scores = new ScoredImages(report.Results.Select(r => r.Probability), report.Results.Select(r => r.Label == ImageLabel.Blur));
        OperatingThreshold[] at = [.. Enumerable.Range(0, 201).Select(i => ThresholdSelection.At(scores, i / 200.0))];
        ChartSvg chart = new ChartSvg("Thresholds", "Threshold on the probability of blur", "Share").UnitSquare()
            .Line("Blur caught", ChartSvg.First, at.Select(p => (p.Threshold, p.Recall)))
            .Line("Focus passed", ChartSvg.Second, at.Select(p => (p.Threshold, 1 - p.FalseAlarmRate)))
            .Line("Balanced", ChartSvg.Third, at.Select(p => (p.Threshold, (p.Recall + 1 - p.FalseAlarmRate) / 2)), LineStyle.Dash, 1.5)
            .Legend(LegendPosition.BottomLeft);
        if (points is null) return chart.Mark(report.Threshold, "threshold", ChartSvg.Ink).ToString();
        return chart.Mark(points.High.Threshold, "high", ChartSvg.Muted, 0.2).Mark(points.Medium.Threshold, "medium", ChartSvg.Ink, 0.12)
            .Mark(points.Low.Threshold, "low", ChartSvg.Muted, 0.04).ToString();
    }
}
