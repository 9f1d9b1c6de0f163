using System.Text.Json.Serialization;

namespace BlurDetection.Evaluation.Metrics;

/// <summary>Images of about the same probability.</summary>
/// <param name="From">Least probability of blur in the bin.</param>
/// <param name="To">Greatest (exclusive, but for the last bin).</param>
/// <param name="Images">How many fell in.</param>
/// <param name="MeanProbability">Their mean probability of blur; NaN for an empty bin.</param>
/// <param name="BlurredShare">The share of them that are blurred; NaN for an empty bin.</param>
public sealed record ReliabilityBin(
    double From, double To, [property: JsonPropertyName("images")] int Images, double MeanProbability, double BlurredShare);
