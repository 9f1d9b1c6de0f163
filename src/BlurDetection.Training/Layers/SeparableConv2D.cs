using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Convolution of each channel by itself, then one of 1x1 over all channels (Chollet, "Xception", 2017).</summary>
/// <param name="Filters">Channels it gives, at least 1.</param>
/// <param name="KernelSize">Height and width of the first window.</param>
public sealed record SeparableConv2D(int Filters, Extent KernelSize) : Layer
{
    /// <summary>Filters for each channel in the first step, at least 1. Default 1.</summary>
    public int DepthMultiplier { get; init; } = 1;

    /// <summary>Steps between windows. Default 1.</summary>
    public Extent Strides { get; init; } = 1;

    /// <summary>Default <see cref="Padding.Valid"/>, as in Keras.</summary>
    public Padding Padding { get; init; }

    /// <summary>Distance between the kernel's taps; more than 1 only with strides of 1. Default 1.</summary>
    public Extent DilationRate { get; init; } = 1;

    /// <summary>Default <see cref="ActivationFunction.Linear"/>.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>Default true.</summary>
    public bool UseBias { get; init; } = true;

    internal override ActivationFunction FinalActivation => Activation;

    private PlaneConvolution Depthwise => new(KernelSize, Strides, DilationRate, Padding);

    private static PlaneConvolution Pointwise => new(1, 1, 1, Padding.Valid);

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var x = inputs[0].RequireSpatial();
        Depthwise.Check();
        if (Filters < 1) throw new InvalidNetworkException($"filters is {Filters}; at least 1.");
        if (DepthMultiplier < 1) throw new InvalidNetworkException($"depth_multiplier is {DepthMultiplier}; at least 1.");
        _ = checked(x.Channels * DepthMultiplier);
        return Depthwise.Infer(x, Filters);
    }

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        int between = inputs[0].Channels * DepthMultiplier;
        LayerWeight depthwise = LayerWeight.Kernel(Initializer.GlorotUniform, KernelSize.Height * KernelSize.Width, 1, DepthMultiplier,
            [between, 1, KernelSize.Height, KernelSize.Width]) with { Name = "depthwise_kernel" };
        LayerWeight pointwise = LayerWeight.Kernel(Initializer.GlorotUniform, 1, between, Filters, [Filters, between, 1, 1]) with
        {
            Name = "pointwise_kernel",
        };
        return UseBias ? [depthwise, pointwise, new LayerWeight("bias", [Filters])] : [depthwise, pointwise];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var between = Depthwise.Compute(inputs[0], module["depthwise_kernel"], null, (int)inputs[0].shape[1]);
        return Pointwise.Compute(between, module["pointwise_kernel"], UseBias ? module["bias"] : null, 1);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string between = Depthwise.Write(graph, [inputs[0], graph.Weight("depthwise_kernel")], graph.InputShapes[0].Channels);
        string pointwise = graph.Weight("pointwise_kernel");
        return Pointwise.Write(graph, UseBias ? [between, pointwise, graph.Weight("bias")] : [between, pointwise], 1);
    }
}
