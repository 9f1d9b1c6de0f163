using System.Diagnostics;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Pipeline;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Native;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

/// <summary>From a folder of images and a label file to a model and a report that says how far to trust it.</summary>
/// <example>
/// <code>
/// BlurTrainingResult result = BlurTrainer.Train(new BlurTrainingOptions
/// {
///     ImagesFolder = "Images", LabelsPath = "metadata.csv", OutputFolder = "out", Recipe = TrainingRecipe.FineTuning(),
/// });
/// using var classifier = BlurClassifier.Load(result.ZipPath);
/// </code>
/// </example>
public static partial class BlurTrainer
{
    /// <summary>The folder of the checkpoints inside the output folder.</summary>
    public const string CheckpointFolder = "cnn_model";

    // enough for an accuracy to one percent, and little beside an epoch
    private const int TrainingImagesEvaluated = 500;

    /// <summary>Reads, splits, trains, exports, measures, and reports.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops between two steps; the checkpoint of the last whole epoch remains.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the parts of <see cref="BlurTrainingOptions.Recipe"/> do not
    /// fit each other.</exception>
    /// <exception cref="FileNotFoundException">The label file or the model to fine-tune is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The images' folder is missing.</exception>
    /// <exception cref="TrainingDataException">The images cannot be trained on.</exception>
    /// <exception cref="InvalidModelException">The model to fine-tune or the checkpoint to resume from cannot be read, the checkpoint
    /// belongs to another run, or the network takes larger images than an ML.NET pipeline has room for.</exception>
    /// <exception cref="LibTorchUnavailableException">libtorch or <see cref="BlurTrainingOptions.Device"/> is not there.</exception>
    /// <exception cref="IOException">A file cannot be written; the message names it.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or undefined.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BlurTrainingResult Train(
        BlurTrainingOptions options, IProgress<BlurTrainingStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        var clock = new StageClock();
        var plan = new TrainingPlan(options);
        LibTorch.Require(options.Device);
        string folder = Path.GetFullPath(options.OutputFolder);
        RequireWritable(folder);
        using FolderLock onlyRun = FolderLock.Acquire(folder);

        ImageDataset dataset =
            clock.Measure("reading images", () => ImageDataset.Load(options.ImagesFolder, options.LabelsPath, options.Dataset,
            Count(progress, BlurTrainingStage.ReadingImages, 0), cancellationToken));
        if (dataset.Images.Count == 0)
            throw new TrainingDataException($"The label file '{options.LabelsPath}' names no image that can be read."
                + (dataset.Problems is [var first, ..] ? $" The first of {dataset.Problems.Count} problems: {first.Message}" : ""));
        DataSplit split = DataSplitter.Split(dataset, options.Split);
        DataInspection inspection = DataInspector.Inspect(
            dataset, options.ImagesFolder, options.Split, cancellationToken: cancellationToken);
        CrossValidator? folds = CrossValidator.Plan(split, options);
        string onnxPath = Path.Combine(folder, "model.onnx"), zipPath = Path.Combine(folder, "model.zip"),
            reportPath = Path.Combine(folder, "report.html");
        // From here on, checkpoints and models are replaced, so a report from before would not be theirs.
        using var pending = new PendingReport(reportPath);
        WriteRecipe(options.Recipe, Path.Combine(folder, "recipe.json"));
        progress?.Report(new BlurTrainingStatus(BlurTrainingStage.Training)); // the first step may take a while
        using TrainedNetwork trained = clock.Measure("training", () => plan.Fit(split, dataset.DataHash,
            Path.Combine(folder, CheckpointFolder), Steps(progress, BlurTrainingStage.Training), cancellationToken));

        using var evaluator = new TrainedModelEvaluator(trained.Model, options, progress, cancellationToken);
        (EvaluationReport validation, OperatingPoints? points) = clock.Measure("evaluating", () => evaluator.Validate(split.Validation));
        CrossValidationReport? crossed = folds is null ? null
            : clock.Measure("cross-validation", () => folds.Run(plan, dataset.DataHash, validation.Threshold, progress, cancellationToken));
        if (crossed is not null) evaluator.Describe(crossed);
        EvaluationReport? test = split.Test.Count == 0 ? null : clock.Measure("evaluating", () => evaluator.Evaluate(split.Test));
        ConfusionMatrix onTraining =
            clock.Measure("evaluating", () => evaluator.Evaluate(Sample(split.Training, options.Recipe.Seed)).All.Confusion);
        RandomSplitFigures random = clock.Measure("training on a random split", () =>
            RandomSplitMeasurement.Of(plan, dataset, split.Leak, onTraining.Accuracy, crossed?.OutOfFold ?? validation,
                Steps(progress, BlurTrainingStage.TrainingOnRandomSplit), cancellationToken));
        AtomicFile.Write(onnxPath, stream => stream.Write(evaluator.Onnx));
        AtomicFile.Write(zipPath, stream => ModelZip.Save(evaluator.Onnx, stream));

        progress?.Report(new BlurTrainingStatus(BlurTrainingStage.Reporting));
        TrainingReport report = plan.Report(trained, inspection, split, validation, test, points, onTraining, random, clock.Times) with
        {
            CrossValidation = crossed,
        };
        AtomicFile.Write(Path.Combine(folder, "report.json"),
            stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(EvaluationJson.Write(report, indented: true))));
        TrainingReportWriter.Write(report, options.ImagesFolder, reportPath, evaluator.HeatMap, trained.Sheet);
        return new BlurTrainingResult(onnxPath, zipPath, reportPath, report);
    }

    // With it the run can be repeated; augmentations of other libraries have no JSON.
    private static void WriteRecipe(TrainingRecipe recipe, string path)
    {
        try
        {
            byte[] json = System.Text.Encoding.UTF8.GetBytes(recipe.ToJson());
            AtomicFile.Write(path, stream => stream.Write(json));
        }
        catch (InvalidRecipeException)
        {
            File.Delete(path);
        }
    }

    // Before any work, not after it.
    private static void RequireWritable(string folder)
    {
        string probe = Path.Combine(folder, ".writable");
        AtomicFile.Write(probe, _ => { });
        File.Delete(probe);
    }

    private static IReadOnlyList<ImageEntry> Sample(IReadOnlyList<ImageEntry> images, int seed)
    {
        if (images.Count <= TrainingImagesEvaluated) return images;
        ImageEntry[] shuffled = [.. images];
        new Random(seed).Shuffle(shuffled);
        return shuffled[..TrainingImagesEvaluated];
    }

    private static IProgress<int>? Count(IProgress<BlurTrainingStatus>? progress, BlurTrainingStage stage, int total) =>
        progress is null ? null : new Relay<int>(done => progress.Report(new BlurTrainingStatus(stage, done, total)));

    private static IProgress<TrainingProgress>? Steps(IProgress<BlurTrainingStatus>? progress, BlurTrainingStage stage) =>
        progress is null ? null
            : new Relay<TrainingProgress>(step => progress.Report(new BlurTrainingStatus(stage, step.Step, step.Steps, step)));
}
