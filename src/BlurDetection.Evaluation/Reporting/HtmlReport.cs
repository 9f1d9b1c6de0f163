using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Writes figures as one HTML page that needs no network.</summary>
public static class HtmlReport
{
    /// <summary>Writes evaluations.</summary>
    /// <param name="reports">One report a model; the first is the one that the others are compared with.</param>
    /// <param name="imagesFolder">Folder that the reports' file names are relative to.</param>
    /// <param name="path">The HTML file; replaced. Its folder is made if need be.</param>
    /// <param name="heatMaps">For each report, where an image looks blurred to its model; missing or
    /// <see langword="null"/> for none.</param>
    /// <param name="command">The command line that made it, to be printed at the end; <see langword="null"/> for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(IReadOnlyList<EvaluationReport> reports, string imagesFolder, string path,
        IReadOnlyList<Func<string, BlurMap?>?>? heatMaps = null, string? command = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentOutOfRangeException.ThrowIfZero(reports.Count, nameof(reports));
        EvaluationReportWriter.Write(reports, imagesFolder, path, heatMaps, command);
    }

    /// <summary>Writes what was found in labelled images, with a sheet of sample images of each class.</summary>
    /// <param name="inspection">What was found, see <see cref="ImageDataset.Inspect"/>.</param>
    /// <param name="dataset">The images it was found in.</param>
    /// <param name="path">The HTML file; replaced. Its folder is made if need be.</param>
    /// <param name="command">The command line that made it; <see langword="null"/> for none.</param>
    /// <param name="seed">Seed of the draw of samples. Default 42.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(DataInspection inspection, ImageDataset dataset, string path, string? command = null, int seed = 42)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(dataset);
        InspectionReportWriter.Write(inspection, dataset, path, command, seed);
    }
}
