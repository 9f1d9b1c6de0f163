using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Training.Data;
using BlurDetection.Training.Evaluation;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur inspect</c>: what one should know of labelled pictures before training on them.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var images = new Option<string>("--images", "-i") { Description = "The folder of the pictures.", HelpName = "DIR", Required = true };
        var labels = new Option<string>("--labels", "-l") { Description = "metadata.csv: filename, label (0 = blur, 1 = focus).", HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = "Write one JSON object." };
        var strict = DataOptions.NewStrict();
        var quiet = DataOptions.NewQuiet();
        var html = new Option<string?>("--report") { Description = "Write a page with samples of each class, copies and conflicts.", HelpName = "FILE" };
        var command = new Command("inspect", "Look at labelled pictures first: classes, sizes, copies, conflicting labels, and what a random split would leak.") { images, labels, strict, quiet, json, html };
        command.SetAction((parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            string folder = parsed.GetRequiredValue(images);
            PictureDataset dataset;
            using (var count = new PictureCount(parsed.InvocationConfiguration.Error, "Reading", parsed.GetValue(quiet)))
                dataset = PictureDataset.Load(folder, parsed.GetRequiredValue(labels),
                    new PictureDatasetOptions { Labels = DataOptions.Reading(parsed.GetValue(strict)) }, count, cancellation);
            var inspection = DataInspector.Inspect(dataset, folder);
            if (parsed.GetValue(json)) output.WriteLine(EvaluationJson.Write(inspection));
            else InspectionText.Write(output, inspection);
            foreach (var problem in inspection.Problems) parsed.InvocationConfiguration.Error.WriteLine(problem.Message);
            if (parsed.GetValue(html) is { } page) InspectionReportWriter.Write(inspection, dataset, page, DataOptions.CommandLine(parsed));
            return Task.FromResult(inspection.Problems.Count > 0 ? ExitCode.Error : ExitCode.Done);
        });
        return command;
    }
}
