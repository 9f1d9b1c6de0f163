using System.CommandLine;
using System.Globalization;
using BlurDetection.Cli.Commands;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Quantization;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur quantize</c>: a smaller and faster copy of a trained model.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model", "-m")
        {
            Description = "The trained model, .onnx or .zip.",
            HelpName = "FILE",
            Required = true,
        };
        var images = new Option<string>("--images", "-i")
        {
            Description = "Folder of images of the kind that it classifies, sharp and blurred; no labels are needed.",
            HelpName = "DIR",
            Required = true,
        };
        var most = new Option<int>("--max-images")
        {
            Description = "Use at most so many of them, evenly over the folder.",
            HelpName = "N",
            DefaultValueFactory = _ => ModelQuantizer.DefaultImages,
        }.InRange(1, int.MaxValue);
        var to = new Option<string>("--out", "-o")
        {
            Description = "The model to write, .zip or .onnx.",
            HelpName = "FILE",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON object." };
        Option<bool> quiet = DataOptions.NewQuiet(), follow = DataOptions.NewFollow(), force = DataOptions.NewForce();
        var command = new Command("quantize",
            "Make a smaller and faster copy of a trained model, which computes in int8 instead of 32-bit floats.") { model, images, most,
            to, force, follow, json, quiet };
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is not { } path) return;
            FileEndings.Check(result, "--out", path, ".zip", ".onnx");
            if (result.GetResult(force) is null) FileEndings.CheckFree(result, "--out", path);
        });
        command.SetAction((parsed, cancellation) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
            string written = parsed.GetRequiredValue(to), folder = parsed.GetRequiredValue(images);
            LeftOut leftOut = LeftOut.Below(folder, parsed.GetValue(follow), cancellation);
            QuantizationResult result;
            using (var count = new ImageCount(error, "quantising", parsed.GetValue(quiet)))
                result = ModelQuantizer.Write(parsed.GetRequiredValue(model), folder, written, parsed.GetValue(most),
                    parsed.GetValue(follow), count, cancellation);
            foreach (DataProblem problem in result.Problems) error.WriteLine(PlainText.Of(ConsoleWords.Of(problem.Message)));
            if (leftOut.Any) error.WriteLine($"Left out: {leftOut}.");
            if (parsed.GetValue(json)) output.WriteLine(EvaluationJson.Write(new { Model = written, Result = result }));
            else Print(output, result, written);
            return Task.FromResult(result.Problems.Count + leftOut.Images > 0 ? ExitCode.NotClassified : ExitCode.Done);
        });
        return command;
    }

    private static void Print(TextWriter output, QuantizationResult result, string to)
    {
        static string Milliseconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
        static string Bytes(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
        Columns.Write(output, [
            ["", "bytes", "ms an image"],
            ["before", Bytes(result.BytesBefore), Milliseconds(result.MillisecondsBefore)],
            ["quantised", Bytes(result.BytesAfter), Milliseconds(result.MillisecondsAfter)],
        ]);
        output.WriteLine($"{result.Convolutions} convolutions compute in int8. Of {result.Images} images the verdict changed for " +
            $"{result.VerdictsChanged}; the probability changed by {Figures.Of(result.MeanChange)} in the mean.");
        output.WriteLine($"Written: {to}");
    }
}
