using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur calibrate</c>: a new threshold and sensitivities for one's own camera, without training.</summary>
internal static class CalibrateCommand
{
    /// <summary>From this share of blurred images on, a folder of sharp ones is more likely a mistake than a soft camera.</summary>
    private const double SuspiciousShare = 0.2;

    public static Command Create()
    {
        var model = new Option<string?>("--model", "-m")
        {
            Description = "An .onnx or ML.NET .zip. Default: the model inside the library.",
            HelpName = "FILE",
        };
        var sharp = new Option<string?>("--sharp")
        {
            Description = "Folder of images that are all in focus, instead of labelled ones.",
            HelpName = "DIR",
        };
        var rate = new Option<double?>("--false-alarms")
        {
            Description = "Target share of focused images that are called blurred, for instance 0.01. Default: that of the best " +
                "balance; with --sharp what the spread of the images suggests.",
            HelpName = "RATE",
        }.InRange(0, 0.2, OpenEnds.Minimum);
        var to = new Option<string>("--out", "-o")
        {
            Description = "The model to write, .zip or .onnx.",
            HelpName = "FILE",
            Required = true,
        };
        var force = new Option<bool>("--force")
        {
            Description = "Replace --out if it is there; and calibrate even where much of --sharp looks blurred.",
        };
        var command = new Command("calibrate",
            "Choose a model's threshold and sensitivities on your own images; its weights stay as they are.") { model, sharp, rate,
            to, force };
        DataOptions data = new DataOptions().AddTo(command, required: false);
        command.Validators.Add(result =>
        {
            bool labelled = result.GetResult(data.Images) is not null && result.GetResult(data.Labels) is not null;
            if (result.GetValue(to) is { } path)
            {
                FileEndings.Check(result, "--out", path, ".zip", ".onnx");
                if (result.GetResult(force) is null) FileEndings.CheckFree(result, "--out", path);
            }
            if (labelled == result.GetResult(sharp) is not null) result.AddError("Give --images and --labels, or --sharp alone.");
        });
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, data, parsed.GetValue(model), parsed.GetValue(sharp),
            parsed.GetValue(rate), parsed.GetRequiredValue(to), parsed.GetValue(force), cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, DataOptions data, string? model, string? sharp, double? rate, string to, bool force,
        CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        var options = new CalibrationOptions
        {
            FalseAlarmRate = rate,
            Labels = data.Reading(parsed),
            FollowLinks = parsed.GetValue(data.Follow),
        };
        LeftOut leftOut = sharp is null ? new LeftOut() : LeftOut.Below(sharp, parsed.GetValue(data.Follow), cancellationToken);
        using BlurClassifier classifier = model is null ? BlurClassifier.CreateDefault() : BlurClassifier.Load(model);
        CalibrationImages images;
        using (var count = new ImageCount(error, "classifying", parsed.GetValue(data.Quiet)))
            images = sharp is not null
                ? CalibrationImages.FromSharpFolder(classifier, sharp, options, count, cancellationToken)
                : CalibrationImages.FromLabels(classifier, parsed.GetValue(data.Images)!, parsed.GetValue(data.Labels)!, options, count,
                    cancellationToken);
        foreach (DataProblem problem in images.Problems) error.WriteLine(PlainText.Of(ConsoleWords.Of(problem.Message)));
        if (leftOut.Any) error.WriteLine($"Left out: {leftOut}.");
        CalibrationResult result = ModelCalibrator.Choose(classifier, images, options);
        if (sharp is not null && !force && result.Before.FalseAlarmRate >= SuspiciousShare)
        {
            error.WriteLine($"{Figures.Share(result.Before.FalseAlarmRate)} of the images in '{PlainText.Of(sharp)}' look blurred to " +
                $"the model, so they are hardly all sharp; nothing was written. "
                + $"See them with: blur classify \"{PlainText.Of(sharp)}\" -r --only blurred. If they are sharp, add --force.");
            return ExitCode.Usage;
        }
        ModelCalibrator.Write(model, result.Points, to, result.EvidenceThreshold);
        if (parsed.GetValue(data.Json)) output.WriteLine(EvaluationJson.Write(new { Model = to, Result = result }));
        else Print(output, result, to);
        return images.Problems.Count + leftOut.Images > 0 ? ExitCode.NotClassified : ExitCode.Done;
    }

    private static void Print(TextWriter output, CalibrationResult result, string to)
    {
        static IReadOnlyList<string> Row(string name, OperatingThreshold at) =>
            [name, Figures.Of(at.Threshold), Figures.Share(at.FalseAlarmRate), Figures.Share(at.FalseAlarmRateBound),
                Figures.Share(at.Recall)];
        Columns.Write(output, [
            ["", "threshold", "false alarms", "at most (95 %)", "blur caught"],
            Row("before", result.Before), Row("low", result.Points.Low), Row("medium", result.Points.Medium),
            Row("high", result.Points.High),
        ]);
        if (new[] { result.Points.Low, result.Points.Medium, result.Points.High }.FirstOrDefault(point => point.AtFloor) is { } floor)
            output.WriteLine($"No threshold goes below {Figures.Of(floor.Threshold)}: these images are so clearly in focus that they " +
                $"do not show where blur begins.");
        if (result.EvidenceThreshold < result.EvidenceBefore)
            output.WriteLine($"Images get a verdict from an evidence of {Figures.Of(result.EvidenceThreshold.Value)} on, before " +
                $"{Figures.Of(result.EvidenceBefore.Value)}: {result.IndeterminateBefore - result.Indeterminate} of them had none.");
        output.WriteLine(
            $"{result.Focus} images in focus, {result.Blur} blurred, {result.Indeterminate} of them indeterminate. Written: {to}");
    }
}
