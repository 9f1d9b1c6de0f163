namespace BlurDetection.Inference;

/// <summary>An output that a <see cref="PooledHead"/> may compute.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Activation">ONNX's operation that follows its layer, if any.</param>
/// <param name="Length">Its values.</param>
internal sealed record HeadOutput(string Name, string? Activation, int Length);
