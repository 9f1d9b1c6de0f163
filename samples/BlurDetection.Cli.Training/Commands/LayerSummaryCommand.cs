using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Training;
using BlurDetection.Training.Layers;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur summary</c>: a network layer by layer, and what its file says of itself; takes the place of the summary without layers.</summary>
internal static class LayerSummaryCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model", "-m") { Description = "An .onnx or ML.NET .zip. Default: the model inside the library.", HelpName = "FILE" };
        var preset = new Option<string?>("--preset") { Description = $"A network without weights: {string.Join(", ", TrainingRecipe.Presets.Select(preset => preset.Name))}.", HelpName = "NAME" };
        var command = new Command("summary", "Print a network: its layers, output shapes and parameters.") { model, preset };
        command.Validators.Add(result =>
        {
            if (result.GetResult(model) is not null && result.GetResult(preset) is not null) result.AddError("Give --model or --preset, not both.");
        });
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(preset) is { } name)
            {
                output.Write(NetworkSummary.Write(TrainingRecipe.Find(name).Network!));
                return ExitCode.Done;
            }
            using var classifier = parsed.GetValue(model) is { } path ? BlurClassifier.Load(path) : BlurClassifier.CreateDefault();
            ModelCard.Write(output, classifier.Model);
            output.WriteLine();
            output.Write(classifier.Model.Layers is { } json ? NetworkSummary.Write(NetworkJson.Read(json)) : "The file holds no layer list.\n");
            return ExitCode.Done;
        });
        return command;
    }
}
