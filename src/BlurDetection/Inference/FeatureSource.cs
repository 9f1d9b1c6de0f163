namespace BlurDetection.Inference;

/// <summary>Features as a graph gives them: unsigned bytes [1, height, width, channels].</summary>
/// <param name="Tensor">Name of the tensor, [1, channels, height, width] in the graph.</param>
/// <param name="Channels">Features of a cell, a multiple of <see cref="Multiple"/>.</param>
/// <param name="Scale">What one step stands for.</param>
internal sealed record FeatureSource(string Tensor, int Channels, float Scale)
{
    /// <summary>Channels that are read at a time.</summary>
    public const int Multiple = 8;
}
