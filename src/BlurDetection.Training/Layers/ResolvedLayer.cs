namespace BlurDetection.Training.Layers;

/// <summary>A layer in its place: named, with its inputs and what comes out.</summary>
internal sealed record ResolvedLayer(
    string Name, int Index, Layer Layer, IReadOnlyList<string> Inputs, IReadOnlyList<LayerShape> InputShapes, LayerShape Output)
{
    internal IReadOnlyList<LayerWeight> Weights { get; } = Layer.Weights(InputShapes);
}
