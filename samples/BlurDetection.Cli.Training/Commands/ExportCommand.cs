using System.CommandLine;
using BlurDetection.Cli.Commands;
using BlurDetection.Cli.Parsing;
using BlurDetection.Training.Keras;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur export</c>: a model of ours as a file that Keras or TensorFlow.js loads.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The model, .onnx or .zip." };
        var keras = new Option<string?>("--keras") { Description = "A file for Keras 3, .keras.", HelpName = "FILE" };
        var hdf5 = new Option<string?>("--h5")
        {
            Description = "A file for Keras 2 and 3, .h5; one that ends in .weights.h5 gets the weights alone.",
            HelpName = "FILE",
        };
        var script = new Option<string?>("--tfjs")
        {
            Description = "A folder for TensorFlow.js: model.json and its weights.",
            HelpName = "DIR",
        };
        Option<bool> force = DataOptions.NewForce();
        Require(keras, ".keras");
        Require(hdf5, ".h5");
        var command = new Command("export", "Write a model of ours as one that Keras or TensorFlow.js loads.")
        {
            model, keras, hdf5, script, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(keras) is null && result.GetResult(hdf5) is null && result.GetResult(script) is null)
                result.AddError("Give --keras, --h5 or --tfjs.");
            if (result.GetResult(force) is not null) return;
            foreach (Option<string?> option in new[] { keras, hdf5 })
                if (result.GetValue(option) is { } path) FileEndings.CheckFree(result, option.Name, path);
            if (result.GetValue(script) is { } folder) FileEndings.CheckFreeOf(result, script.Name, folder, ["model.json"]);
        });
        command.SetAction(parsed =>
        {
            string from = parsed.GetRequiredValue(model);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (string to in new[] { parsed.GetValue(keras), parsed.GetValue(hdf5) }.OfType<string>())
            {
                KerasExporter.Export(from, to);
                output.WriteLine($"Written: {to}");
            }
            if (parsed.GetValue(script) is { } folder)
            {
                KerasExporter.ExportTensorFlowJs(from, folder);
                output.WriteLine($"Written: {Path.Combine(folder, "model.json")}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static void Require(Option<string?> option, string extension) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !result.Tokens[0].Value.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            result.AddError($"{option.Name} is a file that ends in {extension}.");
    });
}
