using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>x where positive, a learnt slope times x elsewhere (He et al., 2015).</summary>
public sealed record PReLU : Layer
{
    /// <summary>True for one slope a channel, false for one at every place of planes of known size. Default true (Keras's
    /// default is false).</summary>
    public bool Shared { get; init; } = true;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => Shared || !inputs[0].IsSpatial || inputs[0].Height is not null
        ? inputs[0]
        : throw new InvalidNetworkException($"needs planes of known size for a slope at every place, not {inputs[0]}.");

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        var x = inputs[0];
        return [new LayerWeight("alpha", Shared || !x.IsSpatial ? [x.Channels] : [x.Channels, x.Height!.Value, x.Width!.Value])];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var slope = module["alpha"];
        using var slopes = slope.shape.Length == 1 && inputs[0].shape.Length == 4 ? slope.view(-1, 1, 1) : slope.alias();
        using var opposite = inputs[0].neg();
        using var negative = opposite.relu();
        using var below = slopes * negative;
        using var positive = inputs[0].relu();
        return positive.Minus(below);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("PRelu", [inputs[0], graph.ChannelWeight("alpha")]);
}
