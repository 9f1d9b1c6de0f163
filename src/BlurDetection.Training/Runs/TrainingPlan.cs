using BlurDetection.Imaging;
using BlurDetection.Pipeline;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Data;
using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training;

/// <summary>What a run trains and with which numbers, its defaults filled in.</summary>
internal sealed partial class TrainingPlan
{
    private const int NotebookEpochs = 100, FineTuningEpochs = 20, OtherEpochs = 60, UsualPatience = 15;
    private const int FixedSizeBatch = 32, CanonicalBatch = 8;

    private readonly BlurTrainingOptions _options;
    private readonly byte[]? _initial;
    private readonly Network? _network;

    private TrainingPlan(BlurTrainingOptions options, byte[]? initial, Network? network)
    {
        (_options, _initial, _network) = (options, initial, network);
        Preprocessing = new CnnTrainer(Starting(new CnnTrainerOptions())).Preprocessing;
        // The zip is written last, but whether it can be is known now.
        Rooms.For(Preprocessing);
    }

    public Preprocessing Preprocessing { get; }

    public BlurTrainingOptions Options => _options;

    public string Name => _initial is null ? _network!.Name : $"{_options.From}, fine-tuned";

    public bool IsNotebook => _initial is null && _options.NetworkPath is null && string.Equals(_options.Preset, "notebook", StringComparison.OrdinalIgnoreCase);

    public int Epochs => _options.Epochs ?? (IsNotebook ? NotebookEpochs : _initial is not null ? FineTuningEpochs : OtherEpochs);

    public int BatchSize => _options.BatchSize ?? (Preprocessing.LongSide is null ? FixedSizeBatch : CanonicalBatch);

    /// <exception cref="FileNotFoundException">A named file is missing.</exception>
    /// <exception cref="InvalidModelException">The network takes larger pictures than an ML.NET pipeline has room for.</exception>
    public static TrainingPlan Create(BlurTrainingOptions options)
    {
        if (options.From is { } from) return new TrainingPlan(options, ModelFiles.Read(from == BlurTrainingOptions.EmbeddedModel ? null : from), null);
        Network network = options.NetworkPath is { } path ? NetworkJson.Read(File.ReadAllText(path))
            : string.Equals(options.Preset, DefaultNetwork.PresetName, StringComparison.OrdinalIgnoreCase) ? DefaultNetwork.Create()
            : Presets.Create(options.Preset);
        // labels teach the verdict alone; outputs that nothing teaches would be noise
        var verdict = network.Outputs.Where(o => o.Key == Network.ProbabilitiesOutput).ToDictionary();
        return new TrainingPlan(options, null, Export.NetworkPruning.Keep(new Network(network.Name, network.Input, network.Layers, verdict)));
    }

    /// <summary>Trains on one part of a split and watches the other.</summary>
    public TrainedNetwork Fit(DataSplit split, string dataHash, string? checkpoints, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ITrainingData training = new PictureTrainingData(split.Training, Pictures(_options.Augment ? Augmentation() : null, 0.9));
        if (_options.SharpFolder is { } sharp && _options.SynthesizedShare > 0)
            training = MixedTrainingData.WithSynthesized(training, sharp, Preprocessing, _options.SynthesizedShare, cancellation);
        var validation = new PictureTrainingData(split.Validation, Pictures(IsNotebook && _options.Augment ? AugmentationPipeline.NotebookValidation : null, 0.1));
        byte[] sheet = checkpoints is null ? [] : WriteSheet(training);
        int patience = _options.Patience ?? (IsNotebook ? int.MaxValue : UsualPatience);
        var best = new EarlyStopping(LogNames.ValLoss, patience);
        List<TrainingCallback> callbacks = [best];
        if (checkpoints is not null) callbacks.AddRange([new CsvLogger(Path.Combine(_options.OutputFolder, "history.csv")), .. _options.Callbacks]);
        TrainedModel model = Trainer(checkpoints, dataHash, ClassWeights(split.Training), callbacks).Train(training, validation, progress, cancellation);
        return new TrainedNetwork(model, sheet, best.BestEpoch);
    }

    // before the training, so that one can look while it runs
    private byte[] WriteSheet(ITrainingData training)
    {
        byte[] sheet = AugmentationSheet.Render(training);
        SafeFile.Write(Path.Combine(_options.OutputFolder, "augmentation.jpg"), stream => stream.Write(sheet));
        return sheet;
    }

    private CnnTrainer Trainer(string? checkpoints, string dataHash, double[]? classWeights, IReadOnlyList<TrainingCallback> callbacks) =>
        new(Starting(new CnnTrainerOptions
        {
            Name = Name,
            DataHash = dataHash,
            Callbacks = callbacks,
            FrozenEpochs = Math.Max(1, Epochs / 4),
            Fit = new FitOptions
            {
                Epochs = Epochs,
                BatchSize = BatchSize,
                LearningRate = _options.LearningRate,
                ClassWeights = classWeights,
                Seed = _options.Seed,
                Threads = _options.Threads,
                CheckpointFolder = checkpoints,
                Resume = _options.Resume && checkpoints is not null,
            },
        }));

    private CnnTrainerOptions Starting(CnnTrainerOptions options)
    {
        options.InitialModel = _initial;
        options.Network = _network ?? options.Network;
        return options;
    }

    private PictureTrainingDataOptions Pictures(IPictureAugmentation? augmentation, double share) => new()
    {
        Preprocessing = Preprocessing,
        Augmentation = augmentation,
        CacheBytes = (long)(_options.CacheBytes * share),
        Decoder = _options.Dataset.Decoder,
    };

    private AugmentationPipeline Augmentation() => IsNotebook ? AugmentationPipeline.Notebook
        : Preprocessing.LongSide is null ? AugmentationPipeline.BlurSafeFixedSize : AugmentationPipeline.BlurSafe;

    // n / (2 n_class), as scikit-learn's "balanced"
    private double[]? ClassWeights(IReadOnlyList<PictureEntry> training)
    {
        if (!_options.BalanceClasses) return null;
        double blur = training.Count(p => p.Label == PictureLabel.Blur), focus = training.Count - blur;
        return [training.Count / (2 * blur), training.Count / (2 * focus)];
    }
}
