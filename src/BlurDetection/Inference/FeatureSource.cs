namespace BlurDetection.Inference;

/// <summary>Features as a graph gives them: unsigned bytes [1, channels, height, width].</summary>
/// <param name="Tensor">Name of the tensor.</param>
/// <param name="Channels">Planes.</param>
/// <param name="Scale">What one step stands for.</param>
internal sealed record FeatureSource(string Tensor, int Channels, float Scale);
