using System.Globalization;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Evaluation.Reporting;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

internal sealed partial class TrainingPlan
{
    public TrainingReport Report(
        TrainedNetwork trained, DataInspection data, DataSplit split, EvaluationReport validation, EvaluationReport? test,
        OperatingPoints? points, ConfusionMatrix trainingConfusion, RandomSplitFigures random,
        IReadOnlyDictionary<string, double> times) => new()
    {
        Name = _recipe.ModelName,
        Settings = Settings(split),
        Data = data,
        Leak = split.Leak,
        History = trained.Model.Fit.History,
        BestEpoch = trained.BestEpoch,
        StopReason = trained.Model.Fit.StopReason,
        ResumedAt = trained.Model.Fit.ResumedAt,
        TrainingConfusion = trainingConfusion,
        Validation = validation,
        Test = test,
        OperatingPoints = points,
        RandomSplit = random,
        NetworkSummary = Layers.NetworkSummary.Write(trained.Model.Module.Network),
        SecondsByStage = times,
        Command = _options.Command,
    };

    private Dictionary<string, string> Settings(DataSplit split) => new()
    {
        ["recipe"] = _recipe.Recipe.Name,
        ["network"] = _recipe.ModelName,
        ["input"] = $"{(Preprocessing.Channels == 1 ? "luma" : "RGB")}, "
            + (Preprocessing.LongSide is { } side ? $"long side at most {side}" : $"{Preprocessing.Width} x {Preprocessing.Height}"),
        ["split"] = $"{split.Training.Count} training, {split.Validation.Count} validation, {split.Test.Count} test; "
            + $"{(_options.Split.ByGroup ? "by group" : "at random")}, seed {_options.Split.Seed}",
        ["epochs"] = $"{Schedule.Epochs}",
        ["batch"] = $"{Schedule.BatchSize}",
        ["learning rate"] = string.Create(CultureInfo.InvariantCulture, $"{Schedule.LearningRate} (Adam)"),
        ["seed"] = $"{_recipe.Recipe.Seed}",
        ["augmentation"] = Steps(_recipe.Recipe.Augmentation),
        ["synthesised images"] = _options.SharpFolder is null ? "none"
            : $"{Words.Short(_options.SynthesizedShare)} for each labelled one",
        ["class weights"] = _recipe.Recipe.BalanceClasses ? "balanced" : "none",
    };

    private static string Steps(IImageAugmentation? augmentation) => augmentation switch
    {
        null => "none",
        AugmentationPipeline pipeline => string.Join(", ", pipeline.Steps.Select(Steps)),
        _ => augmentation.GetType().Name,
    };
}
