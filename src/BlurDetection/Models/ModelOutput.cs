namespace BlurDetection.Models;

/// <summary>What a graph said of one image, before any threshold.</summary>
internal readonly record struct ModelOutput(
    float Probability, float? Evidence, BlurKind? Kind, float? Strength, BlurMap? Map, DirectionalWidths? Widths = null)
{
    /// <summary>The same of an image that turned out to show everything twice: the camera moved, and no place is sharp.</summary>
    /// <param name="distance">How far both copies stand apart, in pixels.</param>
    /// <param name="probability">The least probability that it gets.</param>
    public ModelOutput Doubled(double distance, float probability) => this with
    {
        Probability = Math.Max(Probability, probability),
        Kind = BlurKind.Motion,
        Strength = Strength is { } strength ? Math.Max(strength, (float)Math.Log2(distance)) : null,
        Map = Map?.AtLeast(probability),
    };
}
