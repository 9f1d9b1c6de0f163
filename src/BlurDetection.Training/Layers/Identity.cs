using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Gives its input as it is. It keeps the place of a layer that does nothing at prediction, such as Keras's
/// augmentation.</summary>
public sealed record Identity : Layer
{
    /// <summary>The type of the layer whose place it keeps ("RandomFlip"), for the summary; <see langword="null"/>, the
    /// default, for none.</summary>
    public string? Replaces { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs[0];

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs[0].alias();

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => inputs[0];
}
