using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>The mean of each channel over the whole plane: a vector, whatever the picture's size.</summary>
public sealed record GlobalAveragePooling2D : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => LayerShape.Vector(inputs[0].RequireSpatial().Channels);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs[0].mean([2, 3]);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("Flatten", [graph.Node("GlobalAveragePool", [inputs[0]])], n => n.With("axis", 1));
}
