namespace BlurDetection.Models;

/// <summary>What a graph said of one image, before any threshold.</summary>
internal readonly record struct ModelOutput(
    float Probability, float? Evidence, BlurKind? Kind, float? Strength, BlurMap? Map, DirectionalWidths? Widths = null);
