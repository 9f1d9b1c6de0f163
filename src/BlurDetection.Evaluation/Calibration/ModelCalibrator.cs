using BlurDetection.Evaluation.Metrics;
using BlurDetection.Evaluation.Models;
using BlurDetection.Models;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>Gives a model a new threshold and new sensitivities for one's own camera, without training: the weights stay
/// as they are.</summary>
public static class ModelCalibrator
{
    /// <summary>Chooses the operating points.</summary>
    /// <param name="classifier">The model that classified the images; its threshold is the one before.</param>
    /// <param name="images">Classified images.</param>
    /// <param name="options">Wished rates; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no focused image, or an option is out of its range.</exception>
    public static CalibrationResult Choose(BlurClassifier classifier, CalibrationImages images, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(images);
        ScoredImages scores = images.Scores;
        return new CalibrationResult(ThresholdSelection.At(images.ScoresBefore, classifier.Threshold),
            OperatingPoints.Choose(scores, options, classifier.Threshold),
            scores.Count - scores.Positives, scores.Positives, images.Indeterminate)
        {
            EvidenceBefore = classifier.Model.EvidenceThreshold,
            EvidenceThreshold = images.EvidenceThreshold ?? classifier.Model.EvidenceThreshold,
            IndeterminateBefore = images.IndeterminateBefore,
        };
    }

    /// <summary>Writes a copy of a model with the new operating points.</summary>
    /// <param name="modelPath">An .onnx or .zip of this library; <see langword="null"/> for the embedded model.</param>
    /// <param name="points">The new sensitivities.</param>
    /// <param name="path">The file to write: an ML.NET zip where it ends in ".zip", ONNX otherwise.</param>
    /// <param name="evidenceThreshold">The evidence below which images are indeterminate, 0 to 1;
    /// <see langword="null"/> leaves it as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is not from 0 to 1.</exception>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="InvalidModelException">The file is not such a model.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string? modelPath, OperatingPoints points, string path, double? evidenceThreshold = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var changes = new Dictionary<string, string?>
        {
            [ModelMetadataKeys.Threshold] = MetadataText.Number(points.Medium.Threshold, nameof(points)),
            [ModelMetadataKeys.Sensitivities] = MetadataText.Json(points.ToSensitivities()),
        };
        if (evidenceThreshold is { } evidence)
            changes[ModelMetadataKeys.EvidenceThreshold] = MetadataText.Number(evidence, nameof(evidenceThreshold));
        ModelFiles.Write(path, OnnxMetadata.Change(ModelFiles.Read(modelPath), changes));
    }
}
