using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Evaluation.Reporting;
using TorchSharp;

namespace BlurDetection.Training.Reporting;

/// <summary>Writes a training run as one HTML page that needs no network.</summary>
internal static class TrainingReportWriter
{
    private const int MostImages = 60, MostMistakes = 24;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it tells.</param>
    /// <param name="imagesFolder">Folder that the report's file names are relative to.</param>
    /// <param name="path">The HTML file; replaced. Its folder is made if need be.</param>
    /// <param name="heatMap">Where an image looks blurred to the model; <see langword="null"/> for none.</param>
    /// <param name="augmentationSheet">A JPEG of what the network saw; <see langword="null"/> for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        TrainingReport report, string imagesFolder, string path, Func<string, BlurMap?>? heatMap = null, byte[]? augmentationSheet = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var gallery = new ImageGallery(imagesFolder, heatMap);
        var page = new ReportPage($"Training report: {report.Name}");
        page.Lead(Lead(report));
        Training(page, report);
        if (report.CrossValidation is { } crossed) Crossed(page, crossed);
        else Validation(page, report);
        Levels(page, report);
        RandomSplit(page, report);
        page.Tables(report.Figures);
        Predictions(page, report.Figures, gallery);
        if (report.CrossValidation is not null) Validation(page, report);
        if (report.Test is { } test) page.Section("Test").Paragraph("These images chose nothing.").Figures(test).Tables(test);
        DataSections.Summary(page, report.Data, withLeak: false); // said above already
        if (augmentationSheet is not null)
            page.Section("What the network saw").Paragraph("A row for each image, a column for each of its appearances.")
                .Image(augmentationSheet, "Augmented training images");
        page.Section("The network").Details("Layers", inner => inner.Preformatted(report.NetworkSummary));
        Run(page, report);
        page.Write(path);
    }

    private static string Lead(TrainingReport report) =>
        $"{report.Settings.GetValueOrDefault("split")}. {Words.Count(report.History.Count, "epoch")}"
        + (report.BestEpoch is { } best ? $", the best was {best}" : "")
        + $". {Words.Time(TimeSpan.FromSeconds(report.SecondsByStage.Values.Sum()))} " +
            $"{(report.ResumedAt is null ? "in all" : "since it was resumed")}.";

    private static void Training(ReportPage page, TrainingReport report)
    {
        page.Section("Training").Figures(TrainingCharts.All(report));
        if (report.StopReason is { } reason) page.Paragraph($"Ended early: {reason}");
        if (report.ResumedAt is { } epoch && epoch <= report.History.Count) page.Paragraph($"Resumed at epoch {epoch}.");
    }

    private static void Validation(ReportPage page, TrainingReport report) => page
        .Section(report.CrossValidation is null ? "Validation" : "The saved model on its validation images")
        .Paragraph("These images chose the epoch" + (report.OperatingPoints is null ? "" : " and the threshold")
            + "; none of them, nor a copy of one, was trained on.")
        .Figures(report.Validation, report.OperatingPoints);

    private static void Crossed(ReportPage page, CrossValidationReport report) => page.Section("Cross-validation")
        .Paragraph((report.IsAutomatic ? "A label has fewer than 30 different images, too few to hold some back once. So the" : "The")
            + $" images were divided into {report.Folds} folds, copies together, and the network was trained once more for each, " +
                $"without it; "
            + $"these figures come from all images, each classified by a model that saw neither it nor a copy. That took " +
                $"{report.Trainings} trainings, that of the saved model included.")
        .Figures(report.OutOfFold);

    private static void Levels(ReportPage page, TrainingReport report)
    {
        page.SubSection("Sensitivities");
        if (report.OperatingPoints is { } points) page.Levels(points, report.Validation.All.Confusion);
        else page.Paragraph(
            "There are too few different validation images to choose a threshold by (20 of each label are needed), or the model does not " +
            "tell them apart better than chance: it is 0.5.");
    }

    private static void RandomSplit(ReportPage page, TrainingReport report)
    {
        RandomSplitFigures random = report.RandomSplit;
        ConfusionMatrix matrix = report.Figures.All.Confusion;
        page.SubSection("What a random split would have claimed").Tiles([
            ("Accuracy without leaks", Words.Percent(matrix.Accuracy),
                $"{matrix.Right} of {matrix.Images} images without a copy in training"),
            ("On training images", Words.Percent(report.TrainingConfusion.Accuracy),
                $"{report.TrainingConfusion.Right} of {report.TrainingConfusion.Images}: what learning by heart gives"),
            ("Random split, estimated", Words.Percent(random.EstimatedAccuracy),
                $"{report.Leak.RandomLeaked} of {report.Leak.RandomHoldOut} images leaked"),
            ("Random split, measured", random.MeasuredAccuracy is { } measured ? Words.Percent(measured) : "–",
                random.MeasuredAccuracy is null ? "not asked for"
                    : $"the same training on a random split, {random.MeasuredImages ?? 0} images"),
        ]);
        DataSections.Leak(page, report.Leak);
    }

    private static void Predictions(ReportPage page, EvaluationReport figures, ImageGallery gallery)
    {
        EvaluatedImage[] mistakes = [.. EvaluationSections.WorstMistakes(figures)];
        page.Section("Predictions on images without a copy in training").Paragraph("Mistakes are red.")
            .Images(gallery.Cards(figures.Results.DistinctBy(r => (r.ContentHash, r.Label)).Take(MostImages), withHeatMaps: false));
        page.Section(mistakes.Length == 0 ? "No mistakes" : $"The worst of {Words.Count(mistakes.Length, "mistake")}");
        ImageCard[] cards = [.. gallery.Cards(mistakes.Take(MostMistakes), withHeatMaps: true)];
        if (cards.Any(card => card.HeatMap is not null)) page.HeatLegend("where the saved model sees blur; pale where it is not sure");
        page.Images(cards).Problems(figures.Problems);
    }

    private static void Run(ReportPage page, TrainingReport report)
    {
        page.Section("The run").Table(["setting", ""], report.Settings.Select(s => (string[])[s.Key, s.Value]))
            .SubSection("Time").Table(["stage", "took"], report.SecondsByStage.Where(s => s.Value > 0.0005)
                .Select(s => (string[])[s.Key, Words.Time(TimeSpan.FromSeconds(s.Value))]));
        if (report.History.Count > 0)
        {
            double wait = report.History.Sum(e => e.DataWait.TotalSeconds), all = report.History.Sum(e => e.Duration.TotalSeconds);
            page.Paragraph($"{Words.Short(report.History.Average(e => e.ImagesPerSecond))} images a second while training; steps " +
                $"waited for images {Words.Time(TimeSpan.FromSeconds(wait))}, {Words.Percent(wait / all)} of the epochs' time.");
        }
        page.SubSection("How this was made")
            .Table(["", ""], [.. ReportOrigin.Rows(report.Command), ["TorchSharp", ReportOrigin.Version(typeof(torch))]]);
    }
}
