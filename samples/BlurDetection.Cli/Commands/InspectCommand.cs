using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Reporting;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur inspect</c>: what one should know of labelled images before training on them.</summary>
internal static class InspectCommand
{
    private const int UsualSamples = 6;

    public static Command Create()
    {
        var html = new Option<string?>("--report")
        {
            Description = "Write a page with samples of each class, copies and conflicts.",
            HelpName = "FILE",
        };
        var samples = new Option<int?>("--samples")
        {
            Description = "Images of each class to draw in the terminal. Default: 6 on a terminal, none elsewhere.",
            HelpName = "N",
        }.InRange(0, 100);
        var command = new Command("inspect", "Look at labelled images first: classes, sizes, copies, conflicting labels, and what a " +
            "random split would leak.") { html, samples };
        DataOptions data = new DataOptions().AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(html) is { } page) FileEndings.Check(result, "--report", page, ".html", ".htm");
        });
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Run(parsed, data, parsed.GetValue(html), parsed.GetValue(samples), cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, DataOptions data, string? html, int? samples, CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        string folder = parsed.GetRequiredValue(data.Images)!, labels = parsed.GetRequiredValue(data.Labels)!;
        ImageDataset dataset;
        using (var count = new ImageCount(error, "Reading", parsed.GetValue(data.Quiet)))
            dataset = ImageDataset.Load(folder, labels, new ImageDatasetOptions { Labels = data.Reading(parsed) }, count,
                cancellationToken);
        foreach (DataProblem problem in dataset.Problems) error.WriteLine(PlainText.Of(ConsoleWords.Of(problem.Message)));
        if (dataset.Images.Count == 0)
            throw new NoImagesException($"The label file '{labels}' names no image in '{folder}' that can be read.");
        DataInspection inspection =
            dataset.Inspect(folder, followLinks: parsed.GetValue(data.Follow), cancellationToken: cancellationToken);
        if (parsed.GetValue(data.Json)) output.WriteLine(EvaluationJson.Write(inspection));
        else
        {
            InspectionText.Write(output, inspection);
            Draw(output, dataset, samples ?? (Terminal.IsOne(output) ? UsualSamples : 0));
        }
        if (html is not null) HtmlReport.Write(inspection, dataset, html, DataOptions.CommandLine(parsed));
        return inspection.Problems.Count > 0 ? ExitCode.NotClassified : ExitCode.Done;
    }

    private static void Draw(TextWriter output, ImageDataset dataset, int samples)
    {
        if (samples == 0) return;
        foreach (ImageLabel label in Enum.GetValues<ImageLabel>())
        {
            output.WriteLine($"\n{label.ToString().ToLowerInvariant()}");
            Terminal.Coloured(output).Write(ContactSheet.Of(dataset.Sample(label, samples)));
        }
    }
}
