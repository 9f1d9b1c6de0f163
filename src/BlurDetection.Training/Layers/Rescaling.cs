using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>x scale + offset. A layer, so that nobody forgets it at prediction.</summary>
/// <param name="Scale">1/255 brings pixels to 0..1.</param>
public sealed record Rescaling(double Scale) : Layer
{
    /// <summary>Added after scaling. Default 0.</summary>
    public double Offset { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs[0];

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var scaled = inputs[0].Times((float)Scale);
        return Offset == 0 ? scaled : scaled.PlusInPlace((float)Offset);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var scaled = graph.Node("Mul", [inputs[0], graph.Scalar((float)Scale)]);
        return Offset == 0 ? scaled : graph.Node("Add", [scaled, graph.Scalar((float)Offset)]);
    }
}
