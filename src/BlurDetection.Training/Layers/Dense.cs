using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Every output from every input, for vectors. Over planes a 1x1 <see cref="Conv2D"/> does the same.</summary>
/// <param name="Units">Values it gives, at least 1.</param>
public sealed record Dense(int Units) : Layer
{
    /// <summary>Default <see cref="ActivationFunction.Linear"/>.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Default <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; }

    internal override ActivationFunction FinalActivation => Activation;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (Units < 1) throw new InvalidNetworkException($"units is {Units}; at least 1.");
        if (inputs[0].IsSpatial)
            throw new InvalidNetworkException($"needs a vector, but its input is {inputs[0]}: pool first, or use a 1x1 Conv2D.");
        return LayerShape.Vector(Units);
    }

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        var kernel = LayerWeight.Kernel(KernelInitializer, 1, inputs[0].Channels, Units, [Units, inputs[0].Channels]);
        return UseBias ? [kernel, new LayerWeight("bias", [Units])] : [kernel];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        F.linear(inputs[0], module["kernel"], UseBias ? module["bias"] : null);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string[] operands = UseBias ? [inputs[0], graph.Weight("kernel"), graph.Weight("bias")] : [inputs[0], graph.Weight("kernel")];
        return graph.Node("Gemm", operands, n => n.With("transB", 1));
    }
}
