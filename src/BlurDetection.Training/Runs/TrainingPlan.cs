using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;
using BlurDetection.Pipeline;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training;

/// <summary>A recipe on the images of a run.</summary>
internal sealed partial class TrainingPlan
{
    private readonly BlurTrainingOptions _options;
    private readonly ResolvedRecipe _recipe;

    /// <exception cref="ArgumentException">The parts of the recipe do not fit each other.</exception>
    /// <exception cref="FileNotFoundException">The model to fine-tune is missing.</exception>
    /// <exception cref="InvalidModelException">The network takes larger images than an ML.NET pipeline has room for.</exception>
    public TrainingPlan(BlurTrainingOptions options)
    {
        (_options, _recipe) = (options, ResolvedRecipe.Of(options.Recipe));
        // The zip is written last, but whether it can be is known now.
        PixelCapacity.For(Preprocessing);
    }

    public BlurTrainingOptions Options => _options;

    private Preprocessing Preprocessing => _recipe.Preprocessing;

    private TrainingSchedule Schedule => _recipe.Recipe.Schedule;

    private bool Synthesizes => _options is { SharpFolder: not null, SynthesizedShare: > 0 };

    /// <summary>Trains on one part of a split and watches the other.</summary>
    public TrainedNetwork Fit(
        DataSplit split, string dataHash, string? checkpoints, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ITrainingData training = new ImageTrainingData(split.Training, Images(_recipe.Recipe.Augmentation, 0.9));
        if (Synthesizes)
            training = MixedTrainingData.WithSynthesized(training, _options.SharpFolder!, Preprocessing, _options.SynthesizedShare,
                _recipe.Recipe.Synthesis, cancellationToken);
        var validation = new ImageTrainingData(split.Validation, Images(_recipe.Recipe.ValidationAugmentation, 0.1));
        byte[] sheet = checkpoints is null ? [] : WriteSheet(training);
        EarlyStopping best = _recipe.BestEpoch();
        CnnTrainerOptions options = _recipe.TrainerOptions(split.Training.Select(image => image.Label == ImageLabel.Blur));
        options.DataHash = dataHash;
        options.Callbacks = checkpoints is null ? [best]
            : [best, new CsvLogger(Path.Combine(_options.OutputFolder, "history.csv")), .. _options.Callbacks];
        options.Device = _options.Device;
        options.Fit.Threads = _options.Threads;
        options.Fit.CheckpointFolder = checkpoints;
        options.Fit.Resume = _options.Resume && checkpoints is not null;
        TrainedModel model = new CnnTrainer(options).Train(training, validation, progress, cancellationToken);
        return new TrainedNetwork(model, sheet, best.BestEpoch);
    }

    // before the training, so that one can look while it runs
    private byte[] WriteSheet(ITrainingData training)
    {
        byte[] sheet = AugmentationSheet.Render(training);
        AtomicFile.Write(Path.Combine(_options.OutputFolder, "augmentation.jpg"), stream => stream.Write(sheet));
        return sheet;
    }

    private ImageTrainingDataOptions Images(IImageAugmentation? augmentation, double share) => new()
    {
        Preprocessing = Preprocessing,
        Augmentation = augmentation,
        CacheBytes = (long)(_options.CacheBytes * share),
        Decoder = _options.Dataset.Decoder,
    };
}
