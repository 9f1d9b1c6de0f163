using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Pipeline;
using BlurDetection.Training.Fitting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Training.Estimator;

/// <summary>Trains a blur CNN inside ML.NET; made by
/// <see cref="BlurCnnCatalog.BlurCnn(BinaryClassificationCatalog.BinaryClassificationTrainers, BlurCnnOptions)"/>.</summary>
/// <remarks>
/// | | |
/// | -- | -- |
/// | Machine learning task | Binary classification |
/// | Is normalization required? | No |
/// | Is caching required? | No: each image is read once, decoded and kept in a temporary file |
/// | Input column data type | Text (paths), or images as LoadImages gives them |
/// | Label column data type | <see cref="bool"/>, true = blurry |
/// | Output columns | The members of <see cref="BlurDetectionOutput"/> |
///
/// What it gives is a chain of ML.NET's own parts: save it with <c>mlContext.Model.Save</c>, load it with <c>mlContext.Model.Load</c> or
/// <see cref="BlurClassifier"/>.
/// With CrossValidate, name a sampling key column where images come in copies or series; otherwise copies stand in several folds.
/// </remarks>
public sealed class BlurCnnEstimator : IEstimator<ITransformer>
{
    private readonly MLEnvironment _environment;
    private readonly BlurCnnOptions _options;
    private readonly ResolvedRecipe _recipe;

    internal BlurCnnEstimator(MLEnvironment environment, BlurCnnOptions options) =>
        (_environment, _options, _recipe) = (environment, options, ResolvedRecipe.Of(options.Recipe));

    /// <summary>Trains, with some images held out for validation.</summary>
    /// <param name="input">Data with the columns of images and truths.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="UnsupportedImageException">An image cannot be read; the message names it.</exception>
    /// <exception cref="TrainingDataException">A part would lack blurred or sharp images.</exception>
    /// <exception cref="InvalidModelException">The network takes larger images than an ML.NET pipeline has room for.</exception>
    /// <exception cref="Native.LibTorchUnavailableException">libtorch or the chosen device is not there.</exception>
    /// <exception cref="OperationCanceledException"><see cref="BlurCnnOptions.Cancellation"/> or
    /// <c>MLContext.CancelExecution</c> asked for it.</exception>
    public ITransformer Fit(IDataView input) => Fit(input, null);

    /// <summary>Trains, validating each epoch on data of its own.</summary>
    /// <param name="trainData">Data with the columns of images and truths.</param>
    /// <param name="validationData">Data with the same columns; <see langword="null"/> to hold out some of the training data.</param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public ITransformer Fit(IDataView trainData, IDataView? validationData)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        var kind = TrainingColumns.Check(trainData.Schema, _options);
        PixelCapacity.For(_recipe.Preprocessing);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(_options.Cancellation);
        var progress = new TrainingLog(_environment, _options, cancel);
        using var images = new SpilledImages(_recipe.Preprocessing, _options);
        images.Add(trainData, progress.ThrowIfCancelled);
        var (training, validation) = validationData is null
            ? images.Split(_options.ValidationFraction, _options.Recipe.Seed)
            : images.SplitAt(images.Count, () => images.Add(validationData, progress.ThrowIfCancelled));
        RequireBothLabels(validation);
        progress.Begin(training.Count, validation?.Count ?? 0);
        using var trained = Trainer(training, validation).Train(training, validation, progress, cancel.Token);
        return Transformer(WithThreshold(trained, validation, images.DataHash()), kind);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainingColumns.Check(inputSchema, _options);
        return OutputColumns.AddTo(inputSchema, nameof(BlurDetectionOutput.PredictedLabel));
    }

    private CnnTrainer Trainer(SpilledTrainingData training, SpilledTrainingData? validation)
    {
        var options = _recipe.TrainerOptions(training.Blurred);
        options.Name = _options.Name ?? options.Name;
        options.Device = _options.Device;
        options.Callbacks = validation is null ? _options.Callbacks : [_recipe.BestEpoch(), .. _options.Callbacks];
        options.Fit.Threads = _options.Threads;
        options.Fit.CheckpointFolder = _options.CheckpointFolder;
        options.Fit.Resume = _options.Resume;
        return new CnnTrainer(options);
    }

    // A threshold is chosen after the training, but whether it can be is known before.
    private void RequireBothLabels(SpilledTrainingData? validation)
    {
        if (_options.Threshold is null && validation is not null && validation.Blurred.Distinct().Count() < 2)
            throw new TrainingDataException(
                $"The validation images are all {(validation.Blurred.FirstOrDefault() ? "blurred" : "in focus")}, so no threshold can " +
                $"be chosen on them. Add some of the other kind, or set {nameof(BlurCnnOptions.Threshold)}.");
    }

    private TrainedModel WithThreshold(TrainedModel trained, SpilledTrainingData? validation, string dataHash)
    {
        var description = trained.Description with { DataHash = dataHash };
        if (_options.Threshold is { } threshold) return trained with { Description = description with { Threshold = threshold } };
        if (validation is null || trained.Validation is null)
            throw new InvalidOperationException("There are no validation images to choose a threshold on.");
        var scores = new ScoredImages(trained.Validation.Probabilities.Select(p => (double)p[0]), validation.Blurred);
        // A model that is no better than chance yet keeps its threshold: what was trained is not thrown away.
        if (!ThresholdSelection.TellsApart(scores)) return trained with { Description = description };
        var points = OperatingPoints.Choose(scores);
        return trained with
        {
            Description = description with
            {
                Threshold = points.Medium.Threshold,
                Sensitivities = points.ToSensitivities(),
            },
        };
    }

    private ITransformer Transformer(TrainedModel trained, ImageColumn.Kinds kind)
    {
        var model = PackedModel.From(trained.ToOnnx(), new BlurClassifierOptions { Decoding = _options.Decoding }, "The trained model");
        return new PipelineBuilder(new MLContext().Transforms, model, _options.InputColumnName,
            nameof(BlurDetectionOutput.PredictedLabel)).Fit(kind);
    }
}
