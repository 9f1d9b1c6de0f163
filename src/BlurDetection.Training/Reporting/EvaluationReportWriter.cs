using BlurDetection.Training.Evaluation;

namespace BlurDetection.Training.Reporting;

/// <summary>Writes evaluations as one HTML page that needs no network.</summary>
public static class EvaluationReportWriter
{
    private const int MostMistakes = 48;

    /// <summary>Writes the page.</summary>
    /// <param name="reports">One report a model; the first is the one that the others are held against.</param>
    /// <param name="imagesFolder">Folder that the reports' file names are relative to.</param>
    /// <param name="path">The HTML file; replaced.</param>
    /// <param name="heatMaps">For each report, where a picture looks blurred to its model; missing or <see langword="null"/> for none.</param>
    /// <param name="command">The command line that made it, to be printed at the end; <see langword="null"/> for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(IReadOnlyList<EvaluationReport> reports, string imagesFolder, string path,
        IReadOnlyList<Func<string, BlurMap?>?>? heatMaps = null, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count, nameof(reports));
        ReportPage page = new ReportPage("Blur evaluation").Lead(
            $"{Words.Count(reports[0].All.Pictures, "picture")}, {Words.Count(reports.Count, "model")}: {string.Join(", ", reports.Select(r => r.Model))}");
        if (reports.Count > 1) Comparison(page, reports);
        for (int i = 0; i < reports.Count; i++) One(page, reports[i], new PictureGallery(imagesFolder, heatMaps?.ElementAtOrDefault(i)));
        page.Section("How this was made").Table(["", ""], ReportOrigin.Rows(command));
        File.WriteAllText(path, page.ToString());
    }

    private static void One(ReportPage page, EvaluationReport report, PictureGallery gallery)
    {
        page.Section(report.Model).Figures(report).Tables(report);
        PictureResult[] mistakes = [.. EvaluationSections.WorstMistakes(report)];
        page.SubSection(mistakes.Length == 0 ? "No mistakes" : $"The worst of {Words.Count(mistakes.Length, "mistake")}");
        PictureCard[] cards = [.. gallery.Cards(mistakes.Take(MostMistakes), withHeatMaps: true)];
        if (cards.Any(card => card.HeatMap is not null)) page.HeatLegend("where the model sees blur; pale where it is not sure");
        page.Pictures(cards).Problems(report.Problems);
    }

    private static void Comparison(ReportPage page, IReadOnlyList<EvaluationReport> reports)
    {
        page.Section("Side by side").Table(["model", "ROC AUC", "balanced accuracy", "blur caught", "focus passed", "calibration error"], reports.Select(r => (string[])
        [
            r.Model, Words.Figure(r.All.RocAuc.Value), Words.Percent(r.All.BalancedAccuracy.Value), Words.Percent(r.All.BlurRecall.Value),
            Words.Percent(r.All.FocusRecall.Value), Words.Figure(r.All.ExpectedCalibrationError),
        ])).SubSection($"Held against {reports[0].Model}, picture by picture").Table(["model", "ROC AUC", "", "balanced accuracy", "", "only this right", "only the other right"],
            reports.Skip(1).Select(r => ModelComparison.Compare(reports[0], r)).Select(c => (string[])
            [
                c.Model, Signed(c.RocAuc.Value), Words.Interval(c.RocAuc), Signed(c.BalancedAccuracy.Value), Words.Interval(c.BalancedAccuracy),
                c.OnlyModelRight.ToString(), c.OnlyReferenceRight.ToString(),
            ])).Paragraph("Paired bootstrap: an interval that does not hold 0 says that the difference is more than the luck of these pictures.");
    }

    private static string Signed(double value) => double.IsFinite(value) ? value.ToString("+0.000;-0.000;0", System.Globalization.CultureInfo.InvariantCulture) : Words.Figure(value);
}
