using BlurDetection.Training.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>How a convolution's window goes over planes, in shapes, in torch and in ONNX.</summary>
internal sealed record PlaneConvolution(Extent KernelSize, Extent Strides, Extent DilationRate, Padding Padding)
{
    internal void Check()
    {
        KernelSize.RequirePositive("kernel_size");
        Strides.RequirePositive("strides");
        DilationRate.RequirePositive("dilation_rate");
        if (Strides != 1 && DilationRate != 1) throw new InvalidNetworkException("strides and dilation_rate cannot both be more than 1.");
    }

    internal LayerShape Infer(LayerShape input, int filters) => new(filters, true,
        SamePadding.OutputSize(input.Height, KernelSize.Height, Strides.Height, DilationRate.Height, Padding),
        SamePadding.OutputSize(input.Width, KernelSize.Width, Strides.Width, DilationRate.Width, Padding));

    internal Tensor Compute(Tensor x, Tensor kernel, Tensor? bias, int groups)
    {
        if (Padding == Padding.Valid)
            return GuardedConvolution.Compute(LibTorch.Convolutions, x, kernel, bias, Strides.ToArray(), [0, 0],
                DilationRate.ToArray(), groups);
        var sides = SamePadding.Of(x.shape[2], x.shape[3], KernelSize, Strides, DilationRate);
        if (sides[0] == sides[1] && sides[2] == sides[3])
            return GuardedConvolution.Compute(LibTorch.Convolutions, x, kernel, bias, Strides.ToArray(), [sides[2], sides[0]],
                DilationRate.ToArray(), groups);
        using var padded = F.pad(x, sides);
        return GuardedConvolution.Compute(LibTorch.Convolutions, padded, kernel, bias, Strides.ToArray(), [0, 0],
            DilationRate.ToArray(), groups);
    }

    internal string Write(OnnxGraphWriter graph, IReadOnlyList<string> operands, int groups) => graph.Node("Conv", operands, n => n
        .With("kernel_shape", KernelSize.ToArray())
        .With("strides", Strides.ToArray())
        .With("dilations", DilationRate.ToArray())
        .With("group", groups)
        .WithPadding(Padding, KernelSize, Strides, DilationRate));
}
