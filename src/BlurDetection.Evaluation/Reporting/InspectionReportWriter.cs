using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Writes what <c>blur inspect</c> found as one HTML page that needs no network.</summary>
internal static class InspectionReportWriter
{
    private const int SamplesPerClass = 12, MostClusters = 12, OpenClusters = 4, ShownPerCluster = 6, MostNames = 200;

    /// <summary>Writes the page, with a sheet of sample images of each class.</summary>
    public static void Write(DataInspection inspection, ImageDataset dataset, string path, string? command = null, int seed = 42)
    {
        var page = new ReportPage("Labelled images");
        page.Lead($"{Words.Count(inspection.Blur + inspection.Focus, "usable image")}, data hash {inspection.DataHash[..16]}…");
        DataSections.Summary(page, inspection);
        foreach (ImageLabel label in Enum.GetValues<ImageLabel>())
            page.Section($"Samples of {label.ToString().ToLowerInvariant()}")
                .Images(dataset.Sample(label, SamplesPerClass, seed).Select(Card).OfType<ImageCard>());
        Clusters(page, "Same image, two labels", "One of the labels must be wrong.", inspection.Conflicts, dataset, open: true);
        Clusters(page, "Byte-identical copies", "Each cluster counts as one image in an honest split.", inspection.Duplicates, dataset,
            open: false);
        Clusters(page, "Near-duplicates", "Different files of the same scene; they stay on one side of a split. A sharp and a blurred " +
            "version of one scene belong here too.", inspection.NearDuplicates, dataset, open: true);
        Unlabelled(page, inspection.Unlabelled);
        page.Section("How this was made").Table(["", ""], ReportOrigin.Rows(command));
        page.Write(path);
    }

    private static void Clusters(
        ReportPage page, string title, string explanation, IReadOnlyList<ImageCluster> clusters, ImageDataset dataset, bool open)
    {
        if (clusters.Count == 0) return;
        Dictionary<string, ImageEntry> byName = dataset.Images.ToDictionary(p => p.Row.FileName);
        page.Section($"{title}: {Words.Count(clusters.Count, "cluster")}").Paragraph(explanation);
        foreach ((int at, ImageCluster cluster) in clusters.Take(MostClusters).Index())
            page.Details($"{Words.Count(cluster.Files.Count, "file")}, {cluster.Blur} blur, {cluster.Focus} focus: {cluster.Files[0]} …",
                inner => inner.Images(cluster.Files.Take(ShownPerCluster).Select(name => Card(byName[name])).OfType<ImageCard>()),
                open && at < OpenClusters);
        if (clusters.Count > MostClusters)
            page.Paragraph($"And {Words.Count(clusters.Count - MostClusters, "smaller cluster")}; --json lists them all.");
    }

    private static void Unlabelled(ReportPage page, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        page.Section($"Without a label: {Words.Count(names.Count, "image")}").Details("Their names", inner => inner.Preformatted(
            string.Join('\n', names.Take(MostNames)) + (names.Count > MostNames ? $"\n… and {names.Count - MostNames} more" : "")));
    }

    private static ImageCard? Card(ImageEntry image) =>
        ReportImages.Load(image.Path) is not { } loaded ? null : new ImageCard(loaded.Image, image.Label.ToString().ToLowerInvariant(),
            [image.Row.FileName, $"{image.Width} x {image.Height}"]);
}
