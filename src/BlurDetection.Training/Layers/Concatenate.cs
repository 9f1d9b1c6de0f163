using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Puts the channels of its inputs one after another; planes must have the same height and width.</summary>
public sealed record Concatenate : Layer
{
    internal override int? InputCount => null;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        foreach (var other in inputs.Skip(1))
            if (other with { Channels = inputs[0].Channels } != inputs[0])
                throw new InvalidNetworkException($"cannot join {inputs[0]} and {other}: only the channels may differ.");
        return inputs[0] with { Channels = inputs.Sum(i => i.Channels) };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => cat([.. inputs], 1);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("Concat", inputs, n => n.With("axis", 1));
}
