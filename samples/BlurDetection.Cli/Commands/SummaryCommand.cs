using System.CommandLine;
using BlurDetection.Cli.Output;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur summary</c>: what a model's file says of itself.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model", "-m")
        {
            Description = "An .onnx or ML.NET .zip. Default: the model inside the library.",
            HelpName = "FILE",
        };
        var command = new Command("summary", "Print a model's input, outputs, thresholds and figures.") { model };
        command.SetAction(parsed =>
        {
            using var classifier = parsed.GetValue(model) is { } path ? BlurClassifier.Load(path) : BlurClassifier.CreateDefault();
            ModelCard.Write(parsed.InvocationConfiguration.Output, classifier.Model);
            return ExitCode.Done;
        });
        return command;
    }
}
