namespace BlurDetection.Evaluation.Reporting;

/// <summary>Writes evaluations as one HTML page that needs no network.</summary>
internal static class EvaluationReportWriter
{
    private const int MostMistakes = 48;

    /// <summary>Writes the page.</summary>
    public static void Write(IReadOnlyList<EvaluationReport> reports, string imagesFolder, string path,
        IReadOnlyList<Func<string, BlurMap?>?>? heatMaps = null, string? command = null)
    {
        ReportPage page = new ReportPage("Blur evaluation").Lead(
            $"{Words.Count(reports[0].All.Images, "image")}, {Words.Count(reports.Count, "model")}: " +
                $"{string.Join(", ", reports.Select(r => r.Model))}");
        if (reports.Count > 1) Comparison(page, reports);
        for (int i = 0; i < reports.Count; i++) One(page, reports[i], new ImageGallery(imagesFolder, heatMaps?.ElementAtOrDefault(i)));
        page.Section("How this was made").Table(["", ""], ReportOrigin.Rows(command));
        page.Write(path);
    }

    private static void One(ReportPage page, EvaluationReport report, ImageGallery gallery)
    {
        page.Section(report.Model).Figures(report).Tables(report);
        EvaluatedImage[] mistakes = [.. EvaluationSections.WorstMistakes(report)];
        page.SubSection(mistakes.Length == 0 ? "No mistakes" : $"The worst of {Words.Count(mistakes.Length, "mistake")}");
        ImageCard[] cards = [.. gallery.Cards(mistakes.Take(MostMistakes), withHeatMaps: true)];
        if (cards.Any(card => card.HeatMap is not null)) page.HeatLegend("where the model sees blur; pale where it is not sure");
        page.Images(cards).Problems(report.Problems);
    }

    // figures under each other and models beside each other: on a phone, two models fit
    private static void Comparison(ReportPage page, IReadOnlyList<EvaluationReport> reports)
    {
        ModelComparison?[] held = [null, .. reports.Skip(1).Select(r => ModelComparison.Compare(reports[0], r))];
        string[] Figures(string name, Func<EvaluationReport, string> figure) => [name, .. reports.Select(figure)];
        string[] Differences(string name, Func<ModelComparison, string> difference) =>
            [name, .. held.Select(c => c is null ? "" : difference(c))];
        page.Section("Side by side").Table(["", .. reports.Select(r => r.Model)],
        [
            Figures("ROC AUC", r => Words.Figure(r.All.RocAuc.Value)),
            Differences("… difference (95 %)", c => Words.Difference(c.RocAuc)),
            Figures("Balanced accuracy", r => Words.Percent(r.All.BalancedAccuracy.Value)),
            Differences("… difference (95 %)", c => Words.Difference(c.BalancedAccuracy)),
            Figures("Blur caught", r => Words.Share(r.All.Confusion.BlurCalledBlur, r.All.Confusion.Blurred)),
            Figures("Focus passed", r => Words.Share(r.All.Confusion.FocusCalledFocus, r.All.Confusion.Focused)),
            Figures("Calibration error", r => Words.Figure(r.All.ExpectedCalibrationError)),
            Differences("Right where the first is wrong", c => Words.Count(c.OnlyModelRight, "image")),
            Differences("Wrong where the first is right", c => Words.Count(c.OnlyReferenceRight, "image")),
        ]).Paragraph($"Differences are to {reports[0].Model}, by paired bootstrap over different images: an interval that does not " +
            $"hold 0 says that the difference is more than the luck of these images.");
    }
}
