using BlurDetection.Training.Tensors;
using System.Diagnostics;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Symmetry;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>Trains a network: Adam on categorical cross-entropy and the losses of further outputs, with callbacks and
/// checkpoints as Keras users know them.</summary>
/// <example>
/// <code>
/// using var module = new NetworkModule(TrainingRecipe.Notebook.Network!, seed: 42);
/// var trainer = new NetworkTrainer(module, new FitOptions { Epochs = 100, CheckpointFolder = "cnn_model" });
/// var result = trainer.Fit(training, validation, [new EarlyStopping(patience: 10)]);
/// </code>
/// </example>
public sealed class NetworkTrainer
{
    private readonly NetworkModule _module;
    private readonly FitOptions _options;
    private readonly int _classes;
    private readonly HeldOutputs? _held;
    private readonly double _holdWeight;
    private readonly NetworkSymmetry? _symmetry;

    /// <summary>Prepares the training of a module.</summary>
    /// <param name="module">Trained in place; on whichever device it is. Not disposed.</param>
    /// <param name="options">Default: the options' defaults.</param>
    /// <param name="teacher">For fine-tuning: the network as it was. Its outputs other than "probabilities" are held. Default none.</param>
    /// <param name="holdWeight">How strongly, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidNetworkException">The network's "probabilities" are not a softmax over classes.</exception>
    public NetworkTrainer(NetworkModule module, FitOptions? options = null, NetworkModule? teacher = null, double holdWeight = 1)
    {
        ArgumentNullException.ThrowIfNull(module);
        (_module, _options) = (module, options ?? new FitOptions());
        OptionsValidation.Require(_options);
        (_held, _holdWeight) = (teacher is null ? null : new HeldOutputs(module, teacher, _options.Losses.Keys), holdWeight);
        _classes = TrainedClasses.Of(_module.Network);
        _symmetry = _options.SymmetricWeights ? new NetworkSymmetry(_module.Network, DefaultNetwork.AxesOf(_module.Network)) : null;
        if (_options.Losses.Keys.FirstOrDefault(output => output == Network.ProbabilitiesOutput
            || !_module.Network.Outputs.ContainsKey(output)) is { } unknown)
        {
            string others = string.Join(", ", _module.Network.Outputs.Keys.Where(output => output != Network.ProbabilitiesOutput));
            throw new InvalidNetworkException(
                $"There is a loss for '{unknown}', but the network '{_module.Network.Name}' has, besides {Network.ProbabilitiesOutput}, "
                + $"{(others.Length == 0 ? "no other output" : others)}.");
        }
        if (_options.ClassWeights is { } weights && weights.Count != _classes)
            throw new ArgumentException($"There are {weights.Count} class weights for {_classes} classes.", nameof(options));
    }

    /// <summary>Trains.</summary>
    /// <param name="training">Images to learn from.</param>
    /// <param name="validation">Images to validate on after each epoch; none of them may be in <paramref name="training"/>.</param>
    /// <param name="callbacks">Called in their order.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops between two steps; the checkpoint of the last whole epoch remains.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The checkpoint cannot be written.</exception>
    /// <exception cref="InvalidModelException">The checkpoint to resume from cannot be read, or belongs to another run.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or undefined.</exception>
    public FitResult Fit(
        ITrainingData training, ITrainingData? validation = null, IReadOnlyList<TrainingCallback>? callbacks = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Count < 1) throw new ArgumentException("There are no training images.", nameof(training));
        if (validation is { Count: < 1 })
            throw new ArgumentException("There are no validation images; give none at all to train without.", nameof(validation));
        AllocatorTuning.Apply();
        if (_options.Threads is { } threads) set_num_threads(threads);
        using var run = new TrainingRun(_module, _options, callbacks ?? [], training.Count);
        var resumedAt = run.Begin();
        for (var epoch = run.Session.History.Count + 1; epoch <= _options.Epochs && run.Session.StopReason is null; epoch++)
        {
            run.BeginEpoch(epoch);
            var started = Stopwatch.GetTimestamp();
            var reporter = new ProgressReporter(progress, run.Session, epoch, validation?.Count ?? 0, training.Count);
            var (meter, wait) = TrainEpoch(training, run, epoch, reporter, cancellationToken);
            var logs = new Dictionary<string, double>
            {
                [LogNames.Loss] = meter.Loss,
                [LogNames.Accuracy] = meter.Accuracy,
                [LogNames.LearningRate] = run.Session.LearningRate,
            };
            var speed = meter.ImagesPerSecond;
            foreach (var (output, value) in meter.OutputLosses) logs[LogNames.LossOf(output)] = value;
            run.BeginValidation();
            if (validation is not null)
            {
                var classified = Evaluate(validation, reporter, cancellationToken);
                (logs[LogNames.ValLoss], logs[LogNames.ValAccuracy]) = (classified.Loss, classified.Accuracy);
            }
            var result = new EpochResult(epoch, logs, Stopwatch.GetElapsedTime(started), speed, wait);
            run.EndEpoch(result);
            reporter.EpochEnd(result, meter);
        }
        return run.End(resumedAt, () => _symmetry?.AverageWeights(_module));
    }

    /// <summary>Classifies images with the module as it is, without training.</summary>
    /// <param name="data">The images.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public EvaluationResult Evaluate(ITrainingData data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Evaluate(data, reporter: null, cancellationToken);
    }

    private (PhaseMeter Meter, TimeSpan Wait) TrainEpoch(
        ITrainingData data, TrainingRun run, int epoch, ProgressReporter reporter, CancellationToken cancellationToken)
    {
        _module.train();
        var loss = new CategoricalCrossEntropy(_options.ClassWeights);
        var stream = new SampleStream(data, SampleSeed.Order(data.Count, _options.Seed, epoch),
            index => SampleSeed.Of(_options.Seed, epoch, index), _options.BatchSize, _options.Workers, _options.Prefetch);
        var meter = new PhaseMeter();
        foreach (var samples in stream.Batches(cancellationToken))
        {
            using var scope = NewDisposeScope();
            _module.zero_grad();
            var (sum, correct) = (0.0, 0);
            foreach (var batch in Batch.Collate(samples, _classes, run.Device))
            {
                using var outputs = _module.forward(batch.Images);
                var logits = outputs.Logits(Network.ProbabilitiesOutput);
                var total = loss.Sum(logits, batch);
                var target = _held is null ? total : total.Plus(_held.Sum(outputs, batch).Times(_holdWeight));
                foreach (var (output, outputLoss) in _options.Losses)
                {
                    if (batch.TargetOf(output, outputs[output].shape) is not { } truth) continue;
                    var part = outputLoss.Of(outputs, output, truth.Values, truth.Weights).Times(batch.Positions.Count);
                    meter.Add(output, part.item<float>());
                    target = target.Plus(part.Times(outputLoss.Weight));
                }
                target.Over(samples.Count).backward();
                sum += total.item<float>();
                correct += CategoricalCrossEntropy.Correct(logits, batch);
            }
            if (!double.IsFinite(sum))
                throw TrainingDivergedException.At(epoch, meter.Steps + 1, sum, run.Session.LearningRate);
            _symmetry?.AverageGradients(_module);
            if (_options.ClipNorm is { } norm) nn.utils.clip_grad_norm_(_module.parameters().Where(weight => weight.requires_grad), norm);
            run.Step(data.Count);
            meter.Add(sum, correct, samples.Count);
            reporter.Step(TrainingPhase.Training, meter, stream);
        }
        return (meter, stream.Wait);
    }

    private EvaluationResult Evaluate(ITrainingData data, ProgressReporter? reporter, CancellationToken cancellationToken)
    {
        _module.eval();
        using var _ = no_grad();
        var loss = new CategoricalCrossEntropy(classWeights: null);
        var stream = new SampleStream(data, [.. Enumerable.Range(0, data.Count)],
            index => SampleSeed.Of(_options.Seed, 0, index), _options.BatchSize, _options.Workers, _options.Prefetch);
        var (meter, probabilities, device) = (new PhaseMeter(), new List<float[]>(data.Count), _module.parameters().First().device);
        foreach (var samples in stream.Batches(cancellationToken))
        {
            using var scope = NewDisposeScope();
            var (sum, correct, answers) = (0.0, 0, new float[samples.Count][]);
            foreach (var batch in Batch.Collate(samples, _classes, device))
            {
                using var outputs = _module.forward(batch.Images);
                var logits = outputs.Logits(Network.ProbabilitiesOutput);
                sum += loss.Sum(logits, batch).item<float>();
                correct += CategoricalCrossEntropy.Correct(logits, batch);
                var values = outputs[Network.ProbabilitiesOutput].cpu().data<float>().ToArray();
                for (var i = 0; i < batch.Positions.Count; i++) answers[batch.Positions[i]] = values[(i * _classes)..((i + 1) * _classes)];
            }
            probabilities.AddRange(answers);
            meter.Add(sum, correct, samples.Count);
            reporter?.Step(TrainingPhase.Validation, meter, stream);
        }
        return new EvaluationResult(meter.Loss, meter.Accuracy, probabilities);
    }
}
