using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training;

/// <summary>Measures the exported model as a user would run it, and gives it its threshold.</summary>
internal sealed class TrainedModelEvaluator : IDisposable
{
    // with fewer, a threshold would be chosen by a handful of images
    private const int LeastOfEachLabel = 20;

    private TrainedModel _model;
    private readonly BlurTrainingOptions _options;
    private readonly IProgress<BlurTrainingStatus>? _progress;
    private readonly CancellationToken _cancellation;
    private BlurClassifier _classifier;

    public TrainedModelEvaluator(
        TrainedModel model, BlurTrainingOptions options, IProgress<BlurTrainingStatus>? progress, CancellationToken cancellationToken)
    {
        (_model, _options, _progress, _cancellation) = (model, options, progress, cancellationToken);
        (Onnx, _classifier) = Export(model, Decoding);
    }

    /// <summary>The model with its final metadata.</summary>
    public byte[] Onnx { get; private set; }

    /// <summary>Chooses the threshold on the validation images where there are enough of them, and measures there.</summary>
    public (EvaluationReport Report, OperatingPoints? Points) Validate(IReadOnlyList<ImageEntry> validation)
    {
        EvaluationReport before = Evaluate(validation);
        OperatingPoints? points = null;
        var scores = new ScoredImages(before.Results.Select(r => r.Verdict == BlurVerdict.Indeterminate ? 0 : r.Probability),
            before.Results.Select(r => r.Label == ImageLabel.Blur));
        if (before.Results.DistinctBy(r => r.ContentHash).GroupBy(r => r.Label).Count(g => g.Count() >= LeastOfEachLabel) == 2
            && ThresholdSelection.TellsApart(scores))
        {
            points = OperatingPoints.Choose(scores);
            _model = _model with
            {
                Description = _model.Description with { Threshold = points.Medium.Threshold, Sensitivities = points.ToSensitivities() },
            };
        }
        Describe("validation", before.All);
        return (points is null ? before : Evaluate(validation), points);
    }

    /// <summary>Writes into the model what cross-validation measured, in place of the figures of the few validation images.</summary>
    public void Describe(CrossValidationReport report) => Describe("cross_validation", report.OutOfFold.All);

    private void Describe(string name, EvaluationFigures figures)
    {
        var metrics = new Dictionary<string, double>(
            _model.Description.Metrics.Where(metric => !metric.Key.StartsWith("validation_", StringComparison.Ordinal)))
        {
            [$"{name}_roc_auc"] = figures.RocAuc.Value,
            [$"{name}_images"] = figures.Images,
        };
        _model = _model with { Description = _model.Description with { Metrics = metrics } };
        _classifier.Dispose();
        (Onnx, _classifier) = Export(_model, Decoding);
    }

    public EvaluationReport Evaluate(IReadOnlyList<ImageEntry> images) =>
        Evaluator.Evaluate(_classifier, [.. images.Select(p => p.Row)], _options.LabelsPath, _model.Description.Name,
            new EvaluationOptions { Decoder = _options.Dataset.Decoder, Seed = _options.Recipe.Seed },
            _progress is null ? null : new Relay<int>(done =>
                _progress.Report(new BlurTrainingStatus(BlurTrainingStage.Evaluating, done, images.Count))), _cancellation);

    /// <summary>The model's own map, or what spoke for blur in a model without one.</summary>
    public BlurMap? HeatMap(string path) =>
        _classifier.Model.HasMap ? _classifier.Classify(path).Map
            : ClassActivationMap.Of(_model.Module, _classifier.Model.Preprocessing, path, Decoding);

    public void Dispose() => _classifier.Dispose();

    // Images that could be trained on can be classified.
    private ImageDecoderOptions Decoding => _options.Dataset.Decoder ?? new ImageDecoderOptions();

    private static (byte[], BlurClassifier) Export(TrainedModel model, ImageDecoderOptions decoding)
    {
        byte[] onnx = model.ToOnnx();
        return (onnx, BlurClassifier.Load(new MemoryStream(onnx), new BlurClassifierOptions { Decoding = decoding }));
    }
}
