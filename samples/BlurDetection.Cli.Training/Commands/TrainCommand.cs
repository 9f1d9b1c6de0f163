using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Commands;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Reporting;
using BlurDetection.Training;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Cli.Training.Commands;

/// <summary><c>blur train</c>: a model and a report from labelled images.</summary>
internal static class TrainCommand
{
    private const int FewImages = 30;

    public static Command Create()
    {
        var command =
            new Command("train", "Train a model on labelled images: from fresh weights, or from the embedded model with --from default.");
        DataOptions data = new DataOptions().AddTo(command, required: false);
        TrainOptions train = new TrainOptions().AddTo(command);
        command.Validators.Add(result =>
        {
            bool images = result.GetResult(data.Images) is not null, labels = result.GetResult(data.Labels) is not null;
            if (images != labels || (!images && !train.HasSharp(result)))
                result.AddError("Give --images DIR and --labels FILE, or --sharp DIR alone.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            try
            {
                return Task.FromResult(Run(parsed, data, train, cancellationToken));
            }
            catch (OperationCanceledException)
            {
                SayWhatIsKept(parsed, train);
                throw;
            }
        });
        return command;
    }

    private static void SayWhatIsKept(ParseResult parsed, TrainOptions train)
    {
        string folder = train.OutputFolder(parsed);
        TextWriter error = parsed.InvocationConfiguration.Error;
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).Any()) return;
        string command = DataOptions.CommandLine(parsed);
        error.WriteLine(
            $"The finished epochs are kept in '{folder}'. Go on with: {(train.Resumes(parsed) ? command : command + " --resume")}");
    }

    private static int Run(ParseResult parsed, DataOptions data, TrainOptions train, CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        if (parsed.GetValue(data.Images) is null) return RunOnSharp(parsed, data, train, cancellationToken);
        BlurTrainingOptions options =
            train.Read(parsed, parsed.GetRequiredValue(data.Images)!, parsed.GetRequiredValue(data.Labels)!, data.Reading(parsed));
        options.Command = DataOptions.CommandLine(parsed);
        BlurTrainingResult result =
            TrainingView.Show(error, parsed.GetValue(data.Quiet), progress => BlurTrainer.Train(options, progress, cancellationToken));
        foreach (DataProblem problem in result.Report.Data.Problems) error.WriteLine(PlainText.Of(ConsoleWords.Of(problem.Message)));
        if (parsed.GetValue(data.Json)) output.WriteLine(EvaluationJson.Write(TrainingSummary.Of(result)));
        else Print(output, result);
        return result.Report.Data.Problems.Count > 0 ? ExitCode.NotClassified : ExitCode.Done;
    }

    private static int RunOnSharp(ParseResult parsed, DataOptions data, TrainOptions train, CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        SharpTrainingOptions options = train.ReadSharp(parsed);
        SharpTrainingResult result = TrainingView.Show(error, parsed.GetValue(data.Quiet),
            progress => BlurTrainer.TrainOnSharp(options, progress, cancellationToken));
        if (parsed.GetValue(data.Json))
        {
            output.WriteLine(EvaluationJson.Write(new
            {
                Onnx = result.OnnxPath, Zip = result.ZipPath, Epochs = result.Fit.History.Count, result.Validation.Loss,
                result.Validation.Accuracy,
            }));
            return ExitCode.Done;
        }
        output.WriteLine($"{"epochs",-34}{result.Fit.History.Count}");
        output.WriteLine(
            $"{"loss, accuracy on hold-out images",-34}{Figures.Of(result.Validation.Loss)}, {Figures.Share(result.Validation.Accuracy)}");
        output.WriteLine($"{"model",-34}{result.ZipPath}");
        output.WriteLine($"{"",-34}{result.OnnxPath}");
        return ExitCode.Done;
    }

    private static IEnumerable<IReadOnlyList<string>> Crossed(CrossValidationReport? report)
    {
        if (report is null) yield break;
        yield return ["cross-validation", $"{report.Folds} folds by group, {report.Trainings} trainings in all"];
        if (report.IsAutomatic) yield return ["", "a label has fewer than 30 different images; --folds 0 turns it off"];
    }

    private static void Print(TextWriter output, BlurTrainingResult result)
    {
        var report = result.Report;
        EvaluationFigures all = report.Figures.All;
        List<IReadOnlyList<string>> rows =
        [
            ["epochs", $"{report.History.Count}" + (report.BestEpoch is { } best ? $" (best: {best})" : "")],
            .. Crossed(report.CrossValidation),
            [report.CrossValidation is null ? "validation images (different)" : "images out of fold (different)",
                $"{all.Images} ({report.Figures.DistinctContents})"],
            [report.CrossValidation is null ? "validation accuracy" : "accuracy out of fold",
                Figures.Share(all.Confusion.Right, all.Confusion.Images)],
            ["balanced accuracy (95 %)", Figures.Of(all.BalancedAccuracy)],
            ["ROC AUC (95 %)", Figures.Of(all.RocAuc)],
            .. all.Caveats.Select(caveat => (string[])["", caveat]),
            ["blur caught (95 %)", $"{Figures.Of(all.BlurRecall)}: {all.Confusion.BlurCalledBlur} of {all.Confusion.Blurred}"],
            ["focus passed (95 %)", $"{Figures.Of(all.FocusRecall)}: {all.Confusion.FocusCalledFocus} of {all.Confusion.Focused}"],
            ["accuracy on training images", Figures.Share(report.TrainingConfusion.Right, report.TrainingConfusion.Images)],
            ["a random split would claim", report.RandomSplit.MeasuredAccuracy is { } measured
                ? $"{Figures.Share(measured, report.RandomSplit.MeasuredImages ?? 0)}, measured"
                : $"{Figures.Share(report.RandomSplit.EstimatedAccuracy)} (estimated)"],
            ["  it would leak", $"{report.Leak.RandomLeaked} of {report.Leak.RandomHoldOut}"],
            ["model", result.ZipPath], ["", result.OnnxPath], ["report", result.ReportPath],
        ];
        if (report.Test is { } test)
            rows.Add(["test: balanced accuracy, ROC AUC", $"{Figures.Of(test.All.BalancedAccuracy)}, {Figures.Of(test.All.RocAuc)}; " +
                $"{test.All.Confusion.Right} of {test.All.Confusion.Images} right"]);
        if (report.Figures.DistinctContents < FewImages)
            rows.Insert(rows.FindIndex(row => row[0].Contains("(different)", StringComparison.Ordinal)) + 1,
                ["", $"so few that one more mistake is {Figures.Share(1.0 / report.Figures.DistinctContents)}"]);
        foreach (IReadOnlyList<string> row in rows) output.WriteLine($"{row[0],-34}{row[1]}");
    }
}
