using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Training;
using BlurDetection.Training.Layers;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur summary</c>: a network layer by layer, and what its file says of itself; takes the place of the
/// summary without layers.</summary>
internal static class LayerSummaryCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model", "-m")
        {
            Description = "An .onnx or ML.NET .zip. Default: the model inside the library.",
            HelpName = "FILE",
        };
        var preset = new Option<string?>("--preset")
        {
            Description = $"A network without weights: {string.Join(", ", TrainingRecipe.Presets.Select(preset => preset.Name))}.",
            HelpName = "NAME",
        };
        var layers = new Option<string?>("--layers")
        {
            Description = "A network without weights: a layer list in JSON, as train --layers takes it.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Write the layer list as JSON, for train --layers." };
        var command = new Command("summary", "Print a network: its layers, output shapes and parameters.") { model, preset, layers, json };
        command.Validators.Add(result =>
        {
            if (new Option[] { model, preset, layers }.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError("Give one of --model, --preset and --layers.");
        });
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            Network? network = parsed.GetValue(preset) is { } name ? TrainingRecipe.Find(name).Network
                : parsed.GetValue(layers) is { } file ? NetworkJson.ReadFile(file) : null;
            if (network is not null)
            {
                output.Write(parsed.GetValue(json) ? NetworkJson.Write(network, indented: true) + "\n" : NetworkSummary.Write(network));
                return ExitCode.Done;
            }
            using var classifier = parsed.GetValue(model) is { } path ? BlurClassifier.Load(path) : BlurClassifier.CreateDefault();
            if (parsed.GetValue(json))
            {
                output.WriteLine(NetworkJson.Write(NetworkJson.Read(classifier.Model.Layers
                    ?? throw new InvalidModelException("The file holds no layer list.")), indented: true));
                return ExitCode.Done;
            }
            ModelCard.Write(output, classifier.Model);
            output.WriteLine();
            output.Write(classifier.Model.Layers is { } list ? NetworkSummary.Write(NetworkJson.Read(list))
                : "The file holds no layer list.\n");
            return ExitCode.Done;
        });
        return command;
    }
}
