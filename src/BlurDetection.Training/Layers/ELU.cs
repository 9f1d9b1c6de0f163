using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>x where positive, alpha (exp(x) - 1) elsewhere, as a layer of its own (Clevert et al., 2016).</summary>
public sealed record ELU : Layer
{
    /// <summary>How far negative values go, above 0. Default 1.</summary>
    public double Alpha { get; init; } = 1;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Alpha > 0 && double.IsFinite(Alpha) ? inputs[0] : throw new InvalidNetworkException($"alpha is {Alpha}; above 0.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => F.elu(inputs[0], Alpha);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("Elu", [inputs[0]], n => n.With("alpha", (float)Alpha));
}
