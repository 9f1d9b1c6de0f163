using BlurDetection.Training.Calibration;
using BlurDetection.Training.Data;
using BlurDetection.Training.Evaluation;

namespace BlurDetection.Training.Reporting;

/// <summary>The parts of a page that tell of one evaluation; the training report and the evaluation report share them.</summary>
internal static class EvaluationSections
{
    private const int FewPictures = 30;

    public static ReportPage Figures(this ReportPage page, EvaluationReport report, OperatingPoints? points = null)
    {
        EvaluationFigures all = report.All;
        page.Tiles([
            ("Balanced accuracy", Words.Percent(all.BalancedAccuracy.Value), Words.PercentInterval(all.BalancedAccuracy)),
            ("ROC AUC", Words.Figure(all.RocAuc.Value), Words.Interval(all.RocAuc)),
            ("Blur caught", Words.Percent(all.BlurRecall.Value), $"{all.Confusion.BlurCalledBlur} of {all.Confusion.BlurCalledBlur + all.Confusion.BlurCalledFocus}"),
            ("Focus passed", Words.Percent(all.FocusRecall.Value), $"{all.Confusion.FocusCalledFocus} of {all.Confusion.FocusCalledBlur + all.Confusion.FocusCalledFocus}"),
            ("Calibration error", Words.Figure(all.ExpectedCalibrationError), "0 is honest"),
            ("Indeterminate", all.Indeterminate.ToString(), "of " + Words.Count(all.Pictures, "picture") + (report.DistinctContents < all.Pictures ? $", {report.DistinctContents} different" : "")),
        ]);
        if (report.DistinctContents < FewPictures)
            page.Note($"Only {Words.Count(report.DistinctContents, "different picture")} stand behind these figures: one judged otherwise would move them by {Words.Percent(1.0 / report.DistinctContents)}, and the intervals cannot know what is not there.");
        page.Confusion(all.Confusion).Figures(EvaluationCharts.All(report, points));
        return page;
    }

    public static ReportPage Tables(this ReportPage page, EvaluationReport report)
    {
        if (report.Laplacian is { } laplacian)
            page.SubSection("Beside the variance of the Laplacian").Table(["", "ROC AUC", "balanced accuracy", "threshold"],
            [
                ["This model, its own threshold", Words.Figure(report.All.RocAuc.Value), Words.Percent(report.All.BalancedAccuracy.Value), Words.Figure(report.Threshold)],
                ["Laplacian, the usual threshold", Words.Figure(laplacian.RocAuc.Value), Words.Percent(laplacian.BalancedAccuracyAt100), "100"],
                ["Laplacian, the best on these very pictures", Words.Figure(laplacian.RocAuc.Value), Words.Percent(laplacian.BestBalancedAccuracy), Words.Short(laplacian.BestThreshold)],
            ]).Paragraph("The Laplacian is that of OpenCV (64-bit, kernel size 1) on canonical luma, long side at most 960; OpenCV users mostly apply it to the full-size picture.");
        if (report.Kinds.Count > 2)
            page.SubSection("By kind").Table(["kind", "pictures", "right", ""], report.Kinds.Select(k => (string[])[k.Kind, k.Pictures.ToString(), k.Right.ToString(), Words.Percent(k.Recall)]));
        if (report.ByConfidence.Count > 0)
            page.SubSection("By confidence of the label").Table(["confidence", "pictures", "ROC AUC", "balanced accuracy", "blur caught", "focus passed"],
                report.ByConfidence.Select(c => (string[])[c.Key, c.Value.Pictures.ToString(), Words.Figure(c.Value.RocAuc.Value), Words.Percent(c.Value.BalancedAccuracy.Value),
                    Words.Percent(c.Value.BlurRecall.Value), Words.Percent(c.Value.FocusRecall.Value)]));
        if (report.Map.Count > 0)
            page.SubSection("The map against masks").Table(["pictures", "number", "pixel AUC", "each picture's, mean", "F at 0.5", "best F", "Laplacian energy: pixel AUC", "each picture's, mean", "best F"],
                report.Map.Select(m => (string[])[m.Kind, m.Pictures.ToString(), Words.Figure(m.PixelAuc), Words.Figure(m.MeanPictureAuc), Words.Figure(m.FMeasure), Words.Figure(m.BestFMeasure),
                    Words.Figure(m.LaplacianPixelAuc), Words.Figure(m.LaplacianMeanPictureAuc), Words.Figure(m.LaplacianBestFMeasure)]));
        return page;
    }

    public static ReportPage Levels(this ReportPage page, OperatingPoints points) =>
        page.Table(["sensitivity", "threshold", "false alarms", "below, with 95 % confidence", "blur caught"], new[] { ("low", points.Low), ("medium", points.Medium), ("high", points.High) }
            .Select(level => (string[])[level.Item1, Words.Figure(level.Item2.Threshold), Words.Percent(level.Item2.FalseAlarmRate), Words.Percent(level.Item2.FalseAlarmRateBound), Words.Percent(level.Item2.Recall)]));

    /// <summary>Pictures judged wrong, the surest mistakes first; copies of one picture stand together.</summary>
    public static IEnumerable<PictureResult> WorstMistakes(EvaluationReport report) =>
        report.Results.Where(r => !r.IsRight).OrderByDescending(r => Math.Abs(r.Probability - report.Threshold)).ThenBy(r => r.ContentHash, StringComparer.Ordinal);

    public static ReportPage Problems(this ReportPage page, IReadOnlyList<DataProblem> problems)
    {
        if (problems.Count == 0) return page;
        return page.Details(Words.Count(problems.Count, "row") + " could not be used", inner =>
            inner.Table(["row", "file", "problem"], problems.Take(500).Select(p => (string[])[p.Row.ToString(), p.FileName ?? "", p.Message])));
    }
}
