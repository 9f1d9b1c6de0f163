using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Convolution of each channel by itself (Chollet, "Xception", 2017; Howard et al., "MobileNets", 2017).</summary>
/// <param name="KernelSize">Height and width of the window.</param>
public sealed record DepthwiseConv2D(Extent KernelSize) : Layer
{
    /// <summary>Filters for each channel, at least 1; those of one channel lie side by side. Default 1.</summary>
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

    private PlaneConvolution Convolution => new(KernelSize, Strides, DilationRate, Padding);

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var x = inputs[0].RequireSpatial();
        Convolution.Check();
        if (DepthMultiplier < 1) throw new InvalidNetworkException($"depth_multiplier is {DepthMultiplier}; at least 1.");
        return Convolution.Infer(x, checked(x.Channels * DepthMultiplier));
    }

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        int filters = inputs[0].Channels * DepthMultiplier;
        var kernel = LayerWeight.Kernel(Initializer.GlorotUniform, KernelSize.Height * KernelSize.Width, 1, DepthMultiplier,
            [filters, 1, KernelSize.Height, KernelSize.Width]);
        return UseBias ? [kernel, new LayerWeight("bias", [filters])] : [kernel];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        Convolution.Compute(inputs[0], module["kernel"], UseBias ? module["bias"] : null, (int)inputs[0].shape[1]);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => Convolution.Write(graph,
        UseBias ? [inputs[0], graph.Weight("kernel"), graph.Weight("bias")] : [inputs[0], graph.Weight("kernel")],
        graph.InputShapes[0].Channels);
}
