using System.Globalization;
using BlurDetection.Cli.Images;
using BlurDetection.Evaluation.Reporting;

namespace BlurDetection.Cli.Output;

/// <summary>A page of classified images, the most blurred first: one file that opens anywhere.</summary>
internal static class ClassificationReport
{
    /// <summary>Thumbnails on a page; more would make it too large for browsers.</summary>
    private const int Most = 1000;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string model, IReadOnlyList<Classification> results, Tally tally)
    {
        Classification[] classified = [.. results.Where(result => result.Prediction is not null)];
        Classification[] failed = [.. results.Where(result => result.Prediction is null)];
        var page = new ReportPage("Which images are blurred")
            .Lead($"{Count(tally.Images, "image")}, classified by {model}.")
            .Tiles([
                ("blurred", Number(tally.Blurred), Share(tally.Blurred, tally)),
                ("in focus", Number(tally.Focus), Share(tally.Focus, tally)),
                ("indeterminate", Number(tally.Indeterminate), "too little to tell"),
                ("not classified", Number(tally.Errors), "could not be read"),
            ]);
        if (classified.Length > Most) page.Note($"The {Most} most blurred of {Number(classified.Length)} images are shown.");
        var shown = SortedResults.Sorted(classified, ResultOrder.Strength).Take(Most).ToLookup(result => result.Prediction!.Verdict);
        Section(page, "Blurred", shown[BlurVerdict.Blurred], marked: true);
        Section(page, "In focus, the least sharp first", shown[BlurVerdict.Focus], marked: false);
        Section(page, "Indeterminate", shown[BlurVerdict.Indeterminate], marked: false);
        if (failed.Length > 0)
            page.Section("Not classified").Table(["file", "why"], failed.Select(result => (string[])[result.Name, result.Error!]));
        page.Write(path);
    }

    private static void Section(ReportPage page, string heading, IEnumerable<Classification> results, bool marked)
    {
        ImageCard[] cards = [.. results.Select(result => Card(result, marked)).OfType<ImageCard>()];
        if (cards.Length > 0) page.Section(heading).Images(cards);
    }

    private static ImageCard? Card(Classification result, bool marked)
    {
        if (ReportImages.Load(result.Name) is not { } shown) return null;
        BlurPrediction prediction = result.Prediction!;
        string title = prediction.Verdict switch
        {
            BlurVerdict.Indeterminate => Words.Of(prediction.Reason),
            BlurVerdict.Blurred => $"likely blurred: {Percent(prediction.Probability)}",
            _ => $"likely in focus: {Percent(1 - prediction.Probability)}",
        };
        string[] lines = [.. prediction.Kind is { } kind ? [Words.Of(kind)] : Array.Empty<string>(), result.Name];
        return new ImageCard(shown.Image, title, lines, marked);
    }

    // "100 %" would claim what no model knows.
    private static string Percent(double probability) => $"{Math.Clamp(Math.Round(100 * probability), 1, 99):0}\u00a0%";

    private static string Share(int count, Tally tally) => tally.Images == 0 ? "" : $"{100.0 * count / tally.Images:0}\u00a0%";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int count, string one) => $"{Number(count)} {one}{(count == 1 ? "" : "s")}";
}
