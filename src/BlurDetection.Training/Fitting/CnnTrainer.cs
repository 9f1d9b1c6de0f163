using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Symmetry;

namespace BlurDetection.Training.Fitting;

/// <summary>From labelled images to a model, in one call: fresh weights or fine-tuning, checkpoints, and the
/// description that goes into the file.</summary>
internal sealed class CnnTrainer
{
    private readonly CnnTrainerOptions _options;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">Default: the notebook's network and settings.</param>
    /// <exception cref="InvalidModelException">The initial model cannot be read or has no layer list.</exception>
    /// <exception cref="InvalidNetworkException">The network does not take what the preprocessing gives.</exception>
    public CnnTrainer(CnnTrainerOptions? options = null)
    {
        _options = options ?? new CnnTrainerOptions();
        Network = _options.InitialModel is { } onnx ? OnnxImporter.ReadNetwork(onnx) : _options.Network;
        Preprocessing = _options.Preprocessing ?? DefaultPreprocessing();
        if (NetworkInput.For(Preprocessing) != Network.Input)
            throw new InvalidNetworkException(
                $"The network '{Network.Name}' takes {Network.Input}, but the preprocessing gives {NetworkInput.For(Preprocessing)}.");
    }

    /// <summary>The network to be trained.</summary>
    public Network Network { get; }

    /// <summary>How the training data must prepare its images.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Trains.</summary>
    /// <param name="training">Images to learn from, prepared as <see cref="Preprocessing"/> says.</param>
    /// <param name="validation">Images to validate on after each epoch; without them the last epoch counts as the best.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The trained network, in the processor's memory; dispose it.</returns>
    /// <exception cref="LibTorchUnavailableException"><see cref="CnnTrainerOptions.Device"/> is not there.</exception>
    /// <inheritdoc cref="NetworkTrainer.Fit" path="/exception"/>
    public TrainedModel Train(
        ITrainingData training, ITrainingData? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var module = _options.InitialModel is { } onnx ? OnnxImporter.Load(onnx) : Fresh();
        try
        {
            var description = Describe();
            LibTorch.MoveTo(_options.Device, module);
            using var teacher = _options.InitialModel is { } original && _options.HoldOtherOutputs > 0 ? OnnxImporter.Load(original) : null;
            if (teacher is not null) LibTorch.MoveTo(_options.Device, teacher);
            var trainer = new NetworkTrainer(module, _options.Fit, teacher, _options.HoldOtherOutputs);
            var result = trainer.Fit(training, validation, Callbacks(description, validation is not null), progress, cancellationToken);
            var classified = validation is null ? null : trainer.Evaluate(validation, cancellationToken);
            LibTorch.MoveTo(TrainingDevice.Cpu, module);
            return new TrainedModel(module, WithMetrics(description, result, classified), result, classified);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private NetworkModule Fresh()
    {
        var module = new NetworkModule(Network, _options.Fit.Seed);
        var symmetry = _options.Fit.SymmetricWeights ? new NetworkSymmetry(Network, DefaultNetwork.AxesOf(Network)) : null;
        symmetry?.Begin(module);
        if (_options.InitialWeights is not { } onnx) return module;
        module.SetWeights(OnnxImporter.ReadWeights(onnx), allowMissing: true);
        symmetry?.AverageWeights(module);
        return module;
    }

    private List<TrainingCallback> Callbacks(ModelDescription description, bool validated)
    {
        var callbacks = new List<TrainingCallback>();
        if (_options.InitialModel is not null && _options.FrozenEpochs > 0)
        {
            // The head: what comes after the pooling, that is, every layer that gives a vector.
            var head = Network.Resolved.Where(r => !r.Output.IsSpatial).Select(r => r.Name).ToHashSet();
            callbacks.Add(new UnfreezeAfter(_options.FrozenEpochs, head.Contains));
        }
        callbacks.AddRange(_options.Callbacks);
        if (_options is { KeepEpochModels: true, Fit.CheckpointFolder: { } folder })
            callbacks.Add(validated
                ? new ModelCheckpoint(folder, description)
                : new ModelCheckpoint(folder, description, "{epoch:02d}-{loss:.2f}", LogNames.Loss));
        return callbacks;
    }

    private ModelDescription Describe() => new()
    {
        Name = _options.Name ?? Network.Name,
        Preprocessing = Preprocessing,
        DataHash = _options.DataHash,
        EvidenceThreshold = OfInitialModel(ModelMetadataKeys.EvidenceThreshold),
        DoubleImageProbability = OfInitialModel(ModelMetadataKeys.DoubleImage),
    };

    private double? OfInitialModel(string key) =>
        _options.InitialModel is { } onnx ? new ModelMetadataReader(OnnxMetadata.Read(onnx), "The initial model").Fraction(key) : null;

    private static ModelDescription WithMetrics(ModelDescription description, FitResult result, EvaluationResult? classified)
    {
        var metrics = new Dictionary<string, double> { ["epochs"] = result.History.Count };
        if (classified is not null) (metrics[LogNames.ValLoss], metrics[LogNames.ValAccuracy]) = (classified.Loss, classified.Accuracy);
        return description with { Metrics = metrics };
    }

    private Preprocessing DefaultPreprocessing()
    {
        if (_options.InitialModel is { } onnx) return new ModelMetadataReader(OnnxMetadata.Read(onnx), "The initial model").Preprocessing();
        return Network.Input is { Height: { } height, Width: { } width }
            ? new Preprocessing { Channels = Network.Input.Channels, LongSide = null, Height = height, Width = width }
            : Preprocessing.Default with { Channels = Network.Input.Channels };
    }
}
