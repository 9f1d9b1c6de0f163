using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Native;

namespace BlurDetection.Training;

public static partial class BlurTrainer
{
    /// <summary>Trains on sharp images alone, blurred in every way that the recipe says. The model that the library
    /// embeds is trained so.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops between two steps; the checkpoint of the last whole epoch remains.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the parts of the recipe do not fit each other.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of sharp images is missing.</exception>
    /// <exception cref="TrainingDataException">An image cannot be read, or there are too few.</exception>
    /// <exception cref="LibTorchUnavailableException">libtorch or <see cref="SharpTrainingOptions.Device"/> is not there.</exception>
    /// <exception cref="IOException">A file cannot be written; the message names it.</exception>
    /// <exception cref="InvalidModelException">The checkpoint to resume from cannot be read, or belongs to another run.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or undefined.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SharpTrainingResult TrainOnSharp(
        SharpTrainingOptions options, IProgress<BlurTrainingStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        var recipe = ResolvedRecipe.Of(options.Recipe);
        LibTorch.Require(options.Device);
        string folder = Path.GetFullPath(options.OutputFolder);
        RequireWritable(folder);
        progress?.Report(new BlurTrainingStatus(BlurTrainingStage.ReadingImages));
        SharpLibrary library = SharpLibrary.Load(options.SharpFolder, cancellationToken);
        if (library.HeldOut.Count == 0)
            throw new TrainingDataException($"None of the {library.Count} sharp images in '{options.SharpFolder}' is held out for " +
                $"validation, since there are so few: add more.");
        WriteRecipe(options.Recipe, Path.Combine(folder, "recipe.json"));

        SynthesisSource source = options.Recipe.Synthesis;
        var training = new SynthesizedTrainingData(library.Draw, source.ImagesPerEpoch, recipe.Preprocessing, source);
        var validation = new SynthesizedTrainingData(
            (random, _, _) => library.HeldOut[random.Next(library.HeldOut.Count)], source.ValidationImages, recipe.Preprocessing, source);
        EarlyStopping best = recipe.BestEpoch();
        CnnTrainerOptions trainer = recipe.TrainerOptions(blurred: null);
        (trainer.DataHash, trainer.KeepEpochModels) = (library.DataHash, false);
        trainer.Callbacks = [best, new CsvLogger(Path.Combine(folder, "history.csv")), .. options.Callbacks];
        trainer.Device = options.Device;
        trainer.Fit.Threads = options.Threads;
        trainer.Fit.CheckpointFolder = Path.Combine(folder, CheckpointFolder);
        trainer.Fit.Resume = options.Resume;
        progress?.Report(new BlurTrainingStatus(BlurTrainingStage.Training)); // the first step may take a while
        using TrainedModel model = new CnnTrainer(trainer)
            .Train(training, validation, Steps(progress, BlurTrainingStage.Training), cancellationToken);
        string onnxPath = Path.Combine(folder, "model.onnx"), zipPath = Path.Combine(folder, "model.zip");
        byte[] onnx = model.ToOnnx();
        ModelFiles.Write(onnxPath, onnx);
        ModelFiles.Write(zipPath, onnx);
        return new SharpTrainingResult(onnxPath, zipPath, model.Fit, model.Validation!);
    }
}
