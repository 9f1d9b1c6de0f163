using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>x where positive, slope x elsewhere, as a layer of its own.</summary>
public sealed record LeakyReLU : Layer
{
    /// <summary>The slope below 0, at least 0. Default 0.3, as in Keras (its function of the same name has 0.2).</summary>
    public double NegativeSlope { get; init; } = 0.3;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => NegativeSlope >= 0 && double.IsFinite(NegativeSlope)
        ? inputs[0]
        : throw new InvalidNetworkException($"negative_slope is {NegativeSlope}; at least 0.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var positive = inputs[0].relu();
        using var opposite = inputs[0].neg();
        using var below = opposite.relu();
        using var scaled = below.Times(NegativeSlope);
        return positive.Minus(scaled);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("LeakyRelu", [inputs[0]], n => n.With("alpha", (float)NegativeSlope));
}
