using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Reporting;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur evaluate</c>: measures models on labelled images, beside the variance of the Laplacian.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var images = new Option<string>("--images", "-i")
        {
            Description = "The folder of the images.",
            HelpName = "DIR",
            Required = true,
        };
        var labels = new Option<string?>("--labels", "-l")
        {
            Description = "metadata.csv: filename, label (0 = blur, 1 = focus), and blur_type, confidence if known.",
            HelpName = "FILE",
        };
        var masks = new Option<string?>("--masks")
        {
            Description = "Measure the map against NAME.png (white = blurred) for each image.",
            HelpName = "DIR",
        };
        var models = new Option<string[]>("--model", "-m")
        {
            Description = "An .onnx or ML.NET .zip; repeat it to compare. Default: the model inside the library.",
            HelpName = "FILE",
        };
        var sensitivity = new Option<BlurSensitivity?>("--sensitivity", "-s")
        {
            Description = "Classify with low, medium or high sensitivity.",
            HelpName = "LEVEL",
        }.OneOfNames();
        var json = new Option<bool>("--json")
        {
            Description = "Write one JSON object a line: a report for each model, then the comparisons.",
        };
        var strict = DataOptions.NewStrict();
        var quiet = DataOptions.NewQuiet();
        var html = new Option<string?>("--report") { Description = "Write a page with charts and the worst mistakes.", HelpName = "FILE" };
        var command = new Command("evaluate", "Measure models on labelled images, beside the variance of the Laplacian.")
        {
            images, labels, masks, models, sensitivity, strict, quiet, json, html,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(labels) is null && result.GetResult(masks) is null)
                result.AddError("Give --labels FILE, --masks DIR, or both.");
            if (result.GetResult(labels) is null && result.GetResult(html) is not null) result.AddError("--report needs --labels.");
            if (result.GetValue(html) is { } page) FileEndings.Check(result, "--report", page, ".html", ".htm");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            string folder = parsed.GetRequiredValue(images);
            string?[] chosen = parsed.GetValue(models) is { Length: > 0 } given ? given : new string?[1];
            List<BlurClassifier> classifiers = [];
            try
            {
                var options = new BlurClassifierOptions { Sensitivity = parsed.GetValue(sensitivity) };
                foreach (var path in chosen)
                    classifiers.Add(path is null ? BlurClassifier.CreateDefault(options) : BlurClassifier.Load(path, options));
                var results = classifiers.Zip(chosen).Select(pair => Measure(
                    pair.First, pair.Second ?? pair.First.Model.Name, folder, parsed.GetValue(labels), parsed.GetValue(masks),
                    DataOptions.Reading(parsed.GetValue(strict)), parsed.GetValue(quiet), error, cancellationToken)).ToList();
                List<EvaluationReport> reports = [.. results.Select(r => r.Report).OfType<EvaluationReport>()];
                List<ModelComparison> comparisons = [.. reports.Skip(1).Select(r => ModelComparison.Compare(reports[0], r))];
                if (parsed.GetValue(json))
                    foreach (var line in results.Select(r => r.Report is { } report ? EvaluationJson.Write(report)
                        : EvaluationJson.Write(new { r.Model, r.Map })).Concat(comparisons.Select(c => EvaluationJson.Write(c))))
                        output.WriteLine(line);
                else
                    EvaluationText.Write(output, results, comparisons);
                if (parsed.GetValue(html) is { } page)
                    HtmlReport.Write(reports, folder, page, [.. classifiers.Select(c => c.Model.HasMap
                        ? (Func<string, BlurMap?>?)(path => c.Classify(path).Map) : null)], DataOptions.CommandLine(parsed));
                return Task.FromResult(reports.Any(r => r.Problems.Count > 0) ? ExitCode.NotClassified : ExitCode.Done);
            }
            finally
            {
                classifiers.ForEach(c => c.Dispose());
            }
        });
        return command;
    }

    private static ModelEvaluation Measure(
        BlurClassifier classifier, string name, string images, string? labels, string? masks, LabelFileOptions reading, bool quiet,
        TextWriter error, CancellationToken cancellationToken)
    {
        using var count = new ImageCount(error, $"Measuring {name}", quiet);
        var options = new EvaluationOptions { Labels = reading };
        var report = labels is null ? null : Evaluator.Evaluate(classifier, images, labels, name, options, count, cancellationToken);
        var map = masks is null ? [] : Evaluator.EvaluateMasks(classifier, images, masks, options, count, cancellationToken);
        foreach (var problem in report?.Problems ?? []) error.WriteLine(PlainText.Of(ConsoleWords.Of(problem.Message)));
        return new ModelEvaluation(name, report is null ? null : report with { Map = map }, map);
    }
}
