using System.Globalization;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Evaluation.Reporting;

namespace BlurDetection.Cli.Output;

/// <summary>Figures as aligned lines.</summary>
internal static class EvaluationText
{
    private const int MostNames = 10;
    private const string Signed = "+0.000;-0.000;0";

    public static void Write(TextWriter output, IReadOnlyList<ModelEvaluation> results, IReadOnlyList<ModelComparison> comparisons)
    {
        foreach (var result in results)
        {
            output.WriteLine(result.Model);
            if (result.Report is { } report) Figures(output, report);
            foreach (var map in result.Map)
                Map(output, map);
            output.WriteLine();
        }
        if (comparisons.Count > 0) SideBySide(output, [.. results.Select(r => r.Report).OfType<EvaluationReport>()], comparisons);
    }

    private static void Map(TextWriter output, MapFigures map)
    {
        Line(output, $"map, {map.Kind} ({map.Images})", $"pixel AUC {Number(map.PixelAuc)}{OfEach(map.MeanImageAuc)}; local Laplacian " +
            $"energy: {Number(map.LaplacianPixelAuc)}{OfEach(map.LaplacianMeanImageAuc)}");
        Line(output, "  at 0.5", $"MAE {Number(map.MeanAbsoluteError)}, F-measure {Number(map.FMeasure)}, IoU blurred " +
            $"{Number(map.BlurredIoU)}, sharp {Number(map.SharpIoU)}");
        if (map.SharpImages > 0)
            Line(output, "  sharp all over", $"{Number(map.BlurredShareOfSharpImages)} of the area of {map.SharpImages} called blurred");
    }

    private static string OfEach(double mean) => double.IsNaN(mean) ? "" : $" (each image's, mean: {Number(mean)})";

    private static void SideBySide(TextWriter output, IReadOnlyList<EvaluationReport> reports, IReadOnlyList<ModelComparison> comparisons)
    {
        string[] Row(string name, Func<EvaluationReport, string> figure) => [name, .. reports.Select(figure)];
        // Models of several runs are all called model.zip.
        bool fileNamesDiffer = reports.DistinctBy(report => Path.GetFileName(report.Model)).Count() == reports.Count;
        string Short(string model) => fileNamesDiffer ? Path.GetFileName(model) : model;
        string[] Held(string name, Func<ModelComparison, string> difference) => [name, "", .. comparisons.Select(difference)];
        output.WriteLine(
            $"Side by side, {comparisons[0].Images} images; differences to {reports[0].Model} with paired bootstrap intervals");
        Columns.Write(output,
        [
            Row("", r => Short(r.Model)),
            Row("ROC AUC", r => Number(r.All.RocAuc.Value)),
            Held("  difference", c => Difference(c.RocAuc)),
            Row("balanced accuracy", r => Number(r.All.BalancedAccuracy.Value)),
            Held("  difference", c => Difference(c.BalancedAccuracy)),
            Row("blur recall", r => Output.Figures.Share(r.All.Confusion.BlurCalledBlur, r.All.Confusion.Blurred)),
            Row("focus recall", r => Output.Figures.Share(r.All.Confusion.FocusCalledFocus, r.All.Confusion.Focused)),
            Row("calibration error", r => Number(r.All.ExpectedCalibrationError)),
            Held("right where the first is wrong", c => $"{c.OnlyModelRight}"),
            Held("wrong where the first is right", c => $"{c.OnlyReferenceRight}"),
        ]);
        foreach (ModelComparison comparison in comparisons)
        {
            Names(output, $"right only with {Short(comparison.Model)}", comparison.OnlyModelRightFiles);
            Names(output, $"right only with {Short(comparison.Reference)}", comparison.OnlyReferenceRightFiles);
        }
    }

    private static void Names(TextWriter output, string which, IReadOnlyList<string> files)
    {
        if (files.Count == 0) return;
        string more = files.Count > MostNames ? $", and {files.Count - MostNames} more (--json names all)" : "";
        output.WriteLine($"{which}: {PlainText.Of(string.Join(", ", files.Take(MostNames)))}{more}");
    }

    private static void Figures(TextWriter output, EvaluationReport report)
    {
        Line(output, "images",
            $"{report.All.Images}, {report.DistinctContents} of them distinct; {report.All.Indeterminate} indeterminate");
        Of(output, report.All, report.Threshold);
        foreach (var (confidence, figures) in report.ByConfidence)
            Line(output, $"confidence {confidence} ({figures.Images})",
                $"ROC AUC {Number(figures.RocAuc.Value)}, balanced accuracy {Number(figures.BalancedAccuracy.Value)}");
        foreach (var kind in report.Kinds) Line(output, $"recall {kind.Kind}", Output.Figures.Share(kind.Right, kind.Images));
        if (report.Laplacian is not { } laplacian) return;
        Line(output, "Laplacian, ROC AUC", Interval(laplacian.RocAuc));
        Line(output, "  at 100", $"balanced accuracy {Number(laplacian.BalancedAccuracyAt100)}");
        Line(output, "  at its best", $"balanced accuracy {Number(laplacian.BestBalancedAccuracy)}, chosen on these very images");
    }

    private static void Of(TextWriter output, EvaluationFigures figures, double threshold)
    {
        Line(output, "ROC AUC", Interval(figures.RocAuc));
        Line(output, "balanced accuracy",
            $"{Interval(figures.BalancedAccuracy)} at {Number(threshold)}; best possible {Number(figures.BestBalancedAccuracy)}");
        Line(output, "blur recall", Share(figures.Confusion.BlurCalledBlur, figures.Confusion.Blurred, figures.BlurRecall));
        Line(output, "focus recall", Share(figures.Confusion.FocusCalledFocus, figures.Confusion.Focused, figures.FocusRecall));
        Line(output, "calibration error", Number(figures.ExpectedCalibrationError));
        foreach (string caveat in figures.Caveats) Line(output, "", caveat);
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"  {name,-28}{value}");

    private static string Share(int count, int of, Estimate e) => $"{Interval(e)}: {count} of {of}";

    private static string Interval(Estimate e) =>
        double.IsNaN(e.Low) ? Number(e.Value) : $"{Number(e.Value)} (95 %: {Number(e.Low)} to {Number(e.High)})";

    private static string Difference(Estimate e) =>
        double.IsNaN(e.Low) ? $"{Number(e.Value, Signed)} (too much alike)"
            : $"{Number(e.Value, Signed)} ({Number(e.Low, Signed)} to {Number(e.High, Signed)})";

    private static string Number(double value, string format = "0.000") =>
        double.IsNaN(value) ? "undefined" : value.ToString(format, CultureInfo.InvariantCulture);
}
