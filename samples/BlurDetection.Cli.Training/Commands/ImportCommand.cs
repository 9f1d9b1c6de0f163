using System.CommandLine;
using System.Globalization;
using BlurDetection.Cli.Commands;
using BlurDetection.Cli.Parsing;
using BlurDetection.Training;
using BlurDetection.Training.Keras;
using BlurDetection.Training.Layers;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur import</c>: a model that Keras or TensorFlow.js saved becomes one of ours.</summary>
internal static class ImportCommand
{
    private static readonly Dictionary<string, PixelRange> Ranges = new()
    {
        ["0..255"] = PixelRange.ZeroTo255,
        ["0..1"] = PixelRange.ZeroToOne,
        ["-1..1"] = PixelRange.MinusOneToOne,
    };

    public static Command Create()
    {
        var model = new Argument<string>("model")
        {
            Description = "A .keras or .h5 file, a .weights.h5 with --preset, or the model.json of a TensorFlow.js layers model.",
        };
        var to = new Option<string>("--out", "-o")
        {
            Description = "The model to write, .zip or .onnx.",
            HelpName = "FILE",
            Required = true,
        };
        var labels = new Option<string>("--labels")
        {
            Description = "The classes in the model's order: blur,focus or focus,blur.",
            HelpName = "A,B",
            DefaultValueFactory = _ => "blur,focus",
        };
        var pixels = new Option<string?>("--pixels")
        {
            Description = $"Values that the model was trained on, if it does not rescale pixels itself: {string.Join(", ", Ranges.Keys)}.",
            HelpName = "RANGE",
        };
        var size = new Option<string?>("--size")
        {
            Description = "Pixels of the images, for a model that takes any size: 224, or HEIGHTxWIDTH.",
            HelpName = "N",
        };
        var longSide = new Option<int?>("--long-side")
        {
            Description = "Pixels of the longer side, for a model that takes any size.",
            HelpName = "N",
        }.InRange(1, int.MaxValue);
        var logits = new Option<bool>("--logits") { Description = "The model ends without softmax or sigmoid (from_logits=True)." };
        var preset = new Option<string?>("--preset")
        {
            Description = $"The network that a file of weights alone belongs to: " +
                $"{string.Join(", ", TrainingRecipe.Presets.Select(preset => preset.Name))}.",
            HelpName = "NAME",
        };
        Option<bool> force = DataOptions.NewForce();
        labels.AcceptOnlyFromAmong("blur,focus", "focus,blur");
        pixels.AcceptOnlyFromAmong([.. Ranges.Keys]);
        size.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Size(result.Tokens[0].Value) is null)
                result.AddError("--size is one number of pixels, or HEIGHTxWIDTH.");
        });
        var command = new Command("import", "Make a model of ours out of one that Keras or TensorFlow.js saved.")
        {
            model, to, labels, pixels, size, longSide, logits, preset, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is not { } path) return;
            FileEndings.Check(result, "--out", path, ".zip", ".onnx");
            if (result.GetResult(force) is null) FileEndings.CheckFree(result, "--out", path);
        });
        command.SetAction((parsed, cancellation) =>
        {
            var options = new KerasImportOptions
            {
                BlurFirst = parsed.GetValue(labels) == "blur,focus",
                Pixels = parsed.GetValue(pixels) is { } range ? Ranges[range] : null,
                Size = parsed.GetValue(size) is { } text ? Size(text) : null,
                LongSide = parsed.GetValue(longSide),
                Logits = parsed.GetValue(logits),
            };
            string from = parsed.GetRequiredValue(model), written = parsed.GetRequiredValue(to);
            KerasModel imported = parsed.GetValue(preset) is { } name
                ? KerasImporter.ImportWeights(from, TrainingRecipe.Find(name).Network!, written, options, cancellation)
                : KerasImporter.Import(from, written, options, cancellation);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.Write(NetworkSummary.Write(imported.Network));
            output.WriteLine($"Read: {from} ({imported.Version})");
            output.WriteLine($"Written: {written}");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Extent? Size(string text)
    {
        int[] sides = [.. text.Split('x')
            .Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) ? pixels : 0)];
        return sides.All(side => side > 0) && sides.Length <= 2 ? new Extent(sides[0], sides[^1]) : null;
    }
}
