using System.Globalization;
using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>What a model file says of itself.</summary>
public sealed record BlurModelInfo
{
    /// <summary>The model's name, for people ("default-2026.1", "notebook").</summary>
    public required string Name { get; init; }

    /// <summary>The form of the graph's inputs.</summary>
    public required ModelFormat Format { get; init; }

    /// <summary>Class names in output order; one of them is "blur".</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The least probability of blur at which an image counts as blurred, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>The thresholds measured for each sensitivity; empty where the model names none.</summary>
    public required IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> Sensitivities { get; init; }

    /// <summary>The evidence that a verdict needs, 0 to 1; for focus 0.6 of it suffices. <see langword="null"/> for a model without
    /// that output.</summary>
    public double? EvidenceThreshold { get; init; }

    /// <summary>The probability of blur, 0 to 1, of an image that the network takes for sharp and that shows everything twice, 4 to 51
    /// pixels apart at the scale at which it is classified, and of a blurred drawing; a sharp drawing or page gets at
    /// most what is left to 1. <see langword="null"/> where neither is looked for: the network alone decides.</summary>
    public double? DoubleImageProbability { get; init; }

    /// <summary>How an image becomes the network's input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>SHA-256 over the training data, hexadecimal; <see langword="null"/> where unknown.</summary>
    public string? DataHash { get; init; }

    /// <summary>Figures measured at training, by name; empty where unknown.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>JSON of the layer list that the weights belong to; <see langword="null"/> where unknown.</summary>
    public string? Layers { get; init; }

    /// <summary>True if the model tells where an image is blurred.</summary>
    public bool HasMap { get; init; }

    /// <summary>Side in pixels of the image patch that a cell of the map stands for; <see langword="null"/> where unknown.</summary>
    public int? MapStride { get; init; }

    /// <summary>True if the model tells how wide the blur is along four directions.</summary>
    public bool HasDirections { get; init; }

    /// <summary>True if the model tells the kind of blur.</summary>
    public bool HasKind { get; init; }

    /// <summary>True if the model tells how strong the blur is.</summary>
    public bool HasStrength { get; init; }

    /// <summary>True if the model tells how much evidence an image holds.</summary>
    public bool HasEvidence { get; init; }

    /// <summary>All custom metadata of the file, as text.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The model in one line: name, format and threshold.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Format}, threshold {Threshold:0.###})");
}
