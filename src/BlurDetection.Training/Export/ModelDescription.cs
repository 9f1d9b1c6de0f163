using System.Text.Json;
using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Models;

namespace BlurDetection.Training.Export;

/// <summary>What a model file says of itself: everything but the graph.</summary>
public sealed record ModelDescription
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>For people ("default-2026.1", "notebook").</summary>
    public required string Name { get; init; }

    /// <summary>How an image becomes the network's input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Least probability of blur at which an image counts as blurred, 0 to 1. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Threshold and measured false-alarm rate by sensitivity. Default none.</summary>
    public IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> Sensitivities { get; init; } =
        new Dictionary<BlurSensitivity, SensitivityLevel>();

    /// <summary>Evidence below which the verdict is indeterminate, 0 to 1; <see langword="null"/> for a network without
    /// that output. Default none.</summary>
    public double? EvidenceThreshold { get; init; }

    /// <summary>Probability of blur of an image that shows everything twice and that the network takes for sharp, 0 to 1;
    /// <see langword="null"/> where double images are not looked for. Default none.</summary>
    public double? DoubleImageProbability { get; init; }

    /// <summary>SHA-256 over the training data, hexadecimal. Default unknown.</summary>
    public string? DataHash { get; init; }

    /// <summary>Figures measured, by name. Default none.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The metadata, by <see cref="ModelMetadataKeys"/>; without the layer list, which the exporter adds.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            [ModelMetadataKeys.Format] = "1",
            [ModelMetadataKeys.Name] = Name,
            [ModelMetadataKeys.ClassNames] = "blur,focus",
            [ModelMetadataKeys.Threshold] = MetadataText.Number(Threshold, nameof(Threshold)),
            [ModelMetadataKeys.Preprocessing] = JsonSerializer.Serialize(Preprocessing, SnakeCase),
        };
        if (Sensitivities.Count > 0)
            metadata[ModelMetadataKeys.Sensitivities] = MetadataText.Json(Sensitivities);
        if (EvidenceThreshold is { } evidence)
            metadata[ModelMetadataKeys.EvidenceThreshold] = MetadataText.Number(evidence, nameof(EvidenceThreshold));
        if (DoubleImageProbability is { } doubled)
            metadata[ModelMetadataKeys.DoubleImage] = MetadataText.Number(doubled, nameof(DoubleImageProbability));
        if (DataHash is not null) metadata[ModelMetadataKeys.DataHash] = DataHash;
        // JSON knows no NaN; a figure that was not measured is left out.
        var measured = Metrics.Where(m => double.IsFinite(m.Value)).ToDictionary(m => m.Key, m => m.Value);
        if (measured.Count > 0) metadata[ModelMetadataKeys.Metrics] = JsonSerializer.Serialize(measured);
        return metadata;
    }
}
