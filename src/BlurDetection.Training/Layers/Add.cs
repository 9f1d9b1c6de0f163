using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>The sum of its inputs, value by value; an input of one channel counts for every channel.</summary>
public sealed record Add : Layer
{
    internal override int? InputCount => null;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs.Aggregate(Broadcast.Join);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs.Aggregate((a, b) => a.Plus(b));

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        inputs.Aggregate((a, b) => graph.Node("Add", [a, b]));
}
