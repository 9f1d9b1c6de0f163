using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>(x - mean) / max(sqrt(variance), 1e-7) for each channel, by statistics of the training data that nothing changes: Keras's
/// preprocessing layer.</summary>
public sealed record Normalization : Layer
{
    private const double LeastDeviation = 1e-7;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs[0];

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs) =>
    [
        new("mean", [inputs[0].Channels], IsTrainable: false),
        new("variance", [inputs[0].Channels], IsTrainable: false, Constant: 1),
    ];

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        long[] shape = inputs[0].shape.Length == 4 ? [-1, 1, 1] : [-1];
        using var mean = module["mean"].view(shape);
        using var variance = module["variance"].view(shape);
        using var root = variance.sqrt();
        using var deviation = root.AtLeast(LeastDeviation);
        using var centred = inputs[0].Minus(mean);
        return centred / deviation;
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string deviation = graph.Node("Max", [graph.Node("Sqrt", [graph.ChannelWeight("variance")]), graph.Scalar((float)LeastDeviation)]);
        return graph.Node("Div", [graph.Node("Sub", [inputs[0], graph.ChannelWeight("mean")]), deviation]);
    }
}
