using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Training;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Cli.Training;

/// <summary>What <c>blur train --json</c> writes; report.json holds everything.</summary>
internal sealed record TrainingSummary(string Onnx, string Zip, string Report, int Epochs, int? BestEpoch, double TrainingAccuracy,
    EvaluationFigures Validation, EvaluationFigures? Test, OperatingPoints? OperatingPoints, RandomSplitFigures RandomSplit,
    int RandomLeaked, int RandomHoldOut, CrossValidationSummary? CrossValidation)
{
    public static TrainingSummary Of(BlurTrainingResult result) => new(result.OnnxPath, result.ZipPath, result.ReportPath,
        result.Report.History.Count, result.Report.BestEpoch, result.Report.TrainingAccuracy, result.Report.Validation.All,
        result.Report.Test?.All,
        result.Report.OperatingPoints, result.Report.RandomSplit, result.Report.Leak.RandomLeaked, result.Report.Leak.RandomHoldOut,
        result.Report.CrossValidation is { } crossed
            ? new CrossValidationSummary(crossed.Folds, crossed.Trainings, crossed.IsAutomatic, crossed.OutOfFold.All) : null);
}
