using System.Globalization;
using BlurDetection.Training.Evaluation;

namespace BlurDetection.Cli.Output;

/// <summary>Figures as aligned lines.</summary>
internal static class EvaluationText
{
    public static void Write(TextWriter output, IReadOnlyList<ModelEvaluation> results, IReadOnlyList<ModelComparison> comparisons)
    {
        foreach (var result in results)
        {
            output.WriteLine(result.Model);
            if (result.Report is { } report) Figures(output, report);
            foreach (var map in result.Map)
                Line(output, $"map, {map.Kind} ({map.Pictures})", $"pixel AUC {Number(map.PixelAuc)}, F-measure {Number(map.FMeasure)}; local Laplacian energy: {Number(map.LaplacianPixelAuc)}");
            output.WriteLine();
        }
        foreach (var c in comparisons)
        {
            output.WriteLine($"{c.Model} against {c.Reference}, {c.Pictures} pictures");
            Line(output, "ROC AUC", Interval(c.RocAuc, "+0.000;-0.000;0"));
            Line(output, "balanced accuracy", Interval(c.BalancedAccuracy, "+0.000;-0.000;0"));
            Line(output, "right alone", $"{c.OnlyModelRight} to {c.OnlyReferenceRight}");
            output.WriteLine();
        }
    }

    private static void Figures(TextWriter output, EvaluationReport report)
    {
        Line(output, "pictures", $"{report.All.Pictures}, {report.DistinctContents} of them distinct; {report.All.Indeterminate} indeterminate");
        Of(output, report.All, report.Threshold);
        foreach (var (confidence, figures) in report.ByConfidence)
            Line(output, $"confidence {confidence} ({figures.Pictures})", $"ROC AUC {Number(figures.RocAuc.Value)}, balanced accuracy {Number(figures.BalancedAccuracy.Value)}");
        foreach (var kind in report.Kinds) Line(output, $"recall {kind.Kind}", $"{kind.Right} of {kind.Pictures}");
        if (report.Laplacian is not { } laplacian) return;
        Line(output, "Laplacian, ROC AUC", Interval(laplacian.RocAuc));
        Line(output, "  at 100", $"balanced accuracy {Number(laplacian.BalancedAccuracyAt100)}");
        Line(output, "  at its best", $"balanced accuracy {Number(laplacian.BestBalancedAccuracy)}, chosen on these very pictures");
    }

    private static void Of(TextWriter output, EvaluationFigures figures, double threshold)
    {
        Line(output, "ROC AUC", Interval(figures.RocAuc));
        Line(output, "balanced accuracy", $"{Interval(figures.BalancedAccuracy)} at {Number(threshold)}; best possible {Number(figures.BestBalancedAccuracy)}");
        Line(output, "blur recall", Interval(figures.BlurRecall));
        Line(output, "focus recall", Interval(figures.FocusRecall));
        Line(output, "calibration error", Number(figures.ExpectedCalibrationError));
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"  {name,-28}{value}");

    private static string Interval(Estimate e, string format = "0.000") => $"{Number(e.Value, format)} (95 %: {Number(e.Low, format)} to {Number(e.High, format)})";

    private static string Number(double value, string format = "0.000") => double.IsNaN(value) ? "undefined" : value.ToString(format, CultureInfo.InvariantCulture);
}
