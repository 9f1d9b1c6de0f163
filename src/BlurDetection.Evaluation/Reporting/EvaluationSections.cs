using System.Globalization;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>The parts of a page that tell of one evaluation; the training report and the evaluation report share them.</summary>
internal static class EvaluationSections
{
    private const int FewImages = 30;

    public static ReportPage Figures(this ReportPage page, EvaluationReport report, OperatingPoints? points = null)
    {
        EvaluationFigures all = report.All;
        ConfusionMatrix matrix = all.Confusion;
        page.Tiles([
            ("Balanced accuracy", Words.Percent(all.BalancedAccuracy.Value), Words.PercentInterval(all.BalancedAccuracy)),
            ("ROC AUC", Words.Figure(all.RocAuc.Value), Words.Interval(all.RocAuc)),
            ("Blur caught", Words.Percent(all.BlurRecall.Value), Words.Behind(matrix.BlurCalledBlur, matrix.Blurred, all.BlurRecall)),
            ("Focus passed", Words.Percent(all.FocusRecall.Value), Words.Behind(matrix.FocusCalledFocus, matrix.Focused, all.FocusRecall)),
            ("Calibration error", Words.Figure(all.ExpectedCalibrationError), "0: probabilities are as often right as they say"),
            ("Indeterminate", all.Indeterminate.ToString(CultureInfo.InvariantCulture), "of " + Words.Count(all.Images, "image")
                + (report.DistinctContents < all.Images ? $", {report.DistinctContents} different" : "")),
        ]);
        foreach (string caveat in all.Caveats) page.Note(caveat);
        if (report.DistinctContents < FewImages)
            page.Note($"Only {Words.Count(report.DistinctContents, "different image")} stand behind these figures: one more mistake " +
                $"would move the accuracy by {Words.Percent(1.0 / report.DistinctContents)}, and an interval knows nothing of images " +
                $"unlike these.");
        page.Confusion(matrix).Figures(EvaluationCharts.All(report, points));
        return page;
    }

    public static ReportPage Tables(this ReportPage page, EvaluationReport report)
    {
        if (report.Laplacian is { } laplacian)
            page.SubSection("Beside the variance of the Laplacian").Table(["", "ROC AUC", "balanced accuracy", "threshold"],
            [
                ["This model, its own threshold", Words.Figure(report.All.RocAuc.Value), Words.Percent(report.All.BalancedAccuracy.Value),
                    Words.Figure(report.Threshold)],
                ["Laplacian, the usual threshold", Words.Figure(laplacian.RocAuc.Value),
                    Words.Percent(laplacian.BalancedAccuracyAt100), "100"],
                ["Laplacian, the best on these very images", Words.Figure(laplacian.RocAuc.Value),
                    Words.Percent(laplacian.BestBalancedAccuracy), Words.Short(laplacian.BestThreshold)],
            ]).Paragraph("The Laplacian is that of OpenCV (64-bit, kernel size 1) on resized luma, long side at most 960; OpenCV users " +
                "mostly apply it to the full-size image.");
        if (report.Kinds.Count > 2)
            page.SubSection("By kind").Table(["kind", "images", "right"], report.Kinds.Select(k =>
                (string[])[k.Kind, k.Images.ToString(CultureInfo.InvariantCulture), Words.Share(k.Right, k.Images)]));
        if (report.ByConfidence.Count > 0)
            page.SubSection("By confidence of the label")
                .Table(["confidence", "images", "ROC AUC", "balanced accuracy", "blur caught", "focus passed"],
                report.ByConfidence.Select(c => (string[])[c.Key, c.Value.Images.ToString(CultureInfo.InvariantCulture),
                    Words.Figure(c.Value.RocAuc.Value), Words.Percent(c.Value.BalancedAccuracy.Value),
                    Words.Share(c.Value.Confusion.BlurCalledBlur, c.Value.Confusion.Blurred),
                    Words.Share(c.Value.Confusion.FocusCalledFocus, c.Value.Confusion.Focused)]));
        if (report.Map.Count > 0)
            page.SubSection("The map against masks")
                .Table(["images", "number", "pixel AUC", "each image's, mean", "MAE", "F at 0.5", "best F", "IoU blurred", "IoU sharp",
                        "called blurred of all-sharp images", "Laplacian energy: pixel AUC", "each image's, mean", "best F"],
                report.Map.Select(m => (string[])[m.Kind, m.Images.ToString(CultureInfo.InvariantCulture), Words.Figure(m.PixelAuc),
                    Words.Figure(m.MeanImageAuc), Words.Figure(m.MeanAbsoluteError),
                    Words.Figure(m.FMeasure), Words.Figure(m.BestFMeasure), Words.Figure(m.BlurredIoU), Words.Figure(m.SharpIoU),
                    Words.Percent(m.BlurredShareOfSharpImages),
                    Words.Figure(m.LaplacianPixelAuc), Words.Figure(m.LaplacianMeanImageAuc), Words.Figure(m.LaplacianBestFMeasure)]));
        return page;
    }

    public static ReportPage Levels(this ReportPage page, OperatingPoints points, ConfusionMatrix chosenOn)
    {
        string[] Row(string name, OperatingThreshold at) =>
            [name, Words.Figure(at.Threshold), Words.Share(at.FalseAlarmRate, chosenOn.Focused), Words.Percent(at.FalseAlarmRateBound),
                Words.Share(at.Recall, chosenOn.Blurred)];
        return page.Table(["sensitivity", "threshold", "false alarms", "below, with 95 % confidence", "blur caught"],
            [Row("low", points.Low), Row("medium", points.Medium), Row("high", points.High)]);
    }

    /// <summary>Images classified wrong, the surest mistakes first; copies of one image stand together.</summary>
    public static IEnumerable<EvaluatedImage> WorstMistakes(EvaluationReport report) =>
        report.Results.Where(r => !r.IsRight).OrderByDescending(r => Math.Abs(r.Probability - report.Threshold))
            .ThenBy(r => r.ContentHash, StringComparer.Ordinal);

    public static ReportPage Problems(this ReportPage page, IReadOnlyList<DataProblem> problems)
    {
        if (problems.Count == 0) return page;
        return page.Details(Words.Count(problems.Count, "row") + " could not be used", inner =>
            inner.Table(["row", "file", "problem"],
                problems.Take(500).Select(p => (string[])[p.Row.ToString(CultureInfo.InvariantCulture), p.FileName ?? "", p.Message])));
    }
}
