using BlurDetection.Training.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Convolution over planes.</summary>
/// <param name="Filters">Channels it gives, at least 1.</param>
/// <param name="KernelSize">Height and width of the window.</param>
public sealed record Conv2D(int Filters, Extent KernelSize) : Layer
{
    /// <summary>Steps between windows. Default 1.</summary>
    public Extent Strides { get; init; } = 1;

    /// <summary>Default <see cref="Padding.Valid"/>, as in Keras.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Distance between the kernel's taps; more than 1 only with strides of 1. Default 1.</summary>
    public Extent DilationRate { get; init; } = 1;

    /// <summary>Splits channels into groups that do not see each other; must divide the channels in and out. Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Rounds each filter's weights to whole numbers of so many bits, 2 to 8, times a scale of the filter, so that a runtime can
    /// compute in int8; <see langword="null"/>, the default, rounds nothing.</summary>
    public int? KernelBits { get; init; }

    /// <summary>Default <see cref="ActivationFunction.Linear"/>.</summary>
    public ActivationFunction Activation { get; init; }

    /// <summary>Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Default <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer KernelInitializer { get; init; }

    internal override ActivationFunction FinalActivation => Activation;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var x = inputs[0].RequireSpatial();
        KernelSize.RequirePositive("kernel_size");
        Strides.RequirePositive("strides");
        DilationRate.RequirePositive("dilation_rate");
        if (Filters < 1) throw new InvalidNetworkException($"filters is {Filters}; at least 1.");
        if (KernelBits is < KernelRounding.FewestBits or > KernelRounding.MostBits)
            throw new InvalidNetworkException($"kernel_bits is {KernelBits}; {KernelRounding.FewestBits} to {KernelRounding.MostBits}.");
        if (Strides != 1 && DilationRate != 1) throw new InvalidNetworkException("strides and dilation_rate cannot both be more than 1.");
        if (Groups < 1 || Filters % Groups != 0 || x.Channels % Groups != 0)
            throw new InvalidNetworkException($"groups ({Groups}) must divide its {x.Channels} input channels and its {Filters} filters.");
        return new LayerShape(Filters, true,
            SamePadding.OutputSize(x.Height, KernelSize.Height, Strides.Height, DilationRate.Height, Padding),
            SamePadding.OutputSize(x.Width, KernelSize.Width, Strides.Width, DilationRate.Width, Padding));
    }

    internal override IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs)
    {
        var channels = inputs[0].Channels / Groups;
        var kernel = LayerWeight.Kernel(KernelInitializer, KernelSize.Height * KernelSize.Width, channels, Filters,
            [Filters, channels, KernelSize.Height, KernelSize.Width]);
        return UseBias ? [kernel, new LayerWeight("bias", [Filters])] : [kernel];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var x = inputs[0];
        long[] padding = [0, 0];
        Tensor? padded = null;
        if (Padding == Padding.Same)
        {
            var sides = SamePadding.Of(x.shape[2], x.shape[3], KernelSize, Strides, DilationRate);
            if (sides[0] == sides[1] && sides[2] == sides[3]) padding = [sides[2], sides[0]];
            else x = padded = F.pad(x, sides);
        }
        using var rounded = KernelBits is { } bits ? KernelRounding.Round(module["kernel"], bits) : null;
        using (padded)
            return GuardedConvolution.Compute(LibTorch.Convolutions, x, rounded ?? module["kernel"], UseBias ? module["bias"] : null,
                Strides.ToArray(), padding, DilationRate.ToArray(), Groups);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var kernel = KernelBits is { } bits ? graph.RoundedKernel(bits) : graph.ScaledKernel();
        string[] operands = UseBias ? [inputs[0], kernel, graph.Weight("bias")] : [inputs[0], kernel];
        return graph.Node("Conv", operands, n => n
            .With("kernel_shape", KernelSize.ToArray())
            .With("strides", Strides.ToArray())
            .With("dilations", DilationRate.ToArray())
            .With("group", Groups)
            .WithPadding(Padding, KernelSize, Strides, DilationRate));
    }
}
