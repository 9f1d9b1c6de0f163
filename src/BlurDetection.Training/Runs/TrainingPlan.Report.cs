using System.Globalization;
using BlurDetection.Training.Calibration;
using BlurDetection.Training.Data;
using BlurDetection.Training.Evaluation;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

internal sealed partial class TrainingPlan
{
    public TrainingReport Report(TrainedNetwork trained, DataInspection data, DataSplit split, EvaluationReport validation, EvaluationReport? test,
        OperatingPoints? points, ConfusionMatrix trainingConfusion, RandomSplitFigures random, IReadOnlyDictionary<string, double> times) => new()
    {
        Name = Name,
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
        ["network"] = Name,
        ["input"] = Preprocessing.LongSide is { } side ? $"{(Preprocessing.Channels == 1 ? "luma" : "RGB")}, long side at most {side}" : $"{(Preprocessing.Channels == 1 ? "luma" : "RGB")}, {Preprocessing.Width} x {Preprocessing.Height}",
        ["split"] = $"{split.Training.Count} training, {split.Validation.Count} validation, {split.Test.Count} test; {(_options.Split.Method == SplitMethod.Grouped ? "by group" : "at random")}, seed {_options.Split.Seed}",
        ["epochs"] = $"{Epochs}",
        ["batch"] = $"{BatchSize}",
        ["learning rate"] = string.Create(CultureInfo.InvariantCulture, $"{_options.LearningRate} (Adam)"),
        ["seed"] = $"{_options.Seed}",
        ["augmentation"] = !_options.Augment ? "none" : IsNotebook ? "the notebook's: shear, rotation, zoom, flips" : "blur-safe: flips, turns, gentle warp, crop, exposure, noise, JPEG",
        ["synthesised pictures"] = _options.SharpFolder is null ? "none" : $"{Words.Short(_options.SynthesizedShare)} for each labelled one",
        ["class weights"] = _options.BalanceClasses ? "balanced" : "none",
    };
}
