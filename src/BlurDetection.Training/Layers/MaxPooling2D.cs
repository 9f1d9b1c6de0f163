using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>The greatest value of each window.</summary>
/// <param name="PoolSize">Height and width of the window.</param>
public sealed record MaxPooling2D(Extent PoolSize) : Layer
{
    /// <summary>Steps between windows. Default: the pool's size.</summary>
    public Extent? Strides { get; init; }

    /// <summary>Default <see cref="Padding.Valid"/>, as in Keras: a rest that fills no window is dropped.</summary>
    public Padding Padding { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Pooling.Infer(inputs[0], PoolSize, Strides ?? PoolSize, Padding);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var strides = Strides ?? PoolSize;
        if (Padding == Padding.Valid) return F.max_pool2d(inputs[0], PoolSize.ToArray(), strides.ToArray());
        var sides = SamePadding.Of(inputs[0].shape[2], inputs[0].shape[3], PoolSize, strides, 1);
        using var padded = F.pad(inputs[0], sides, value: double.NegativeInfinity);
        return F.max_pool2d(padded, PoolSize.ToArray(), strides.ToArray());
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("MaxPool", [inputs[0]], n => n
            .With("kernel_shape", PoolSize.ToArray())
            .With("strides", (Strides ?? PoolSize).ToArray())
            .WithPadding(Padding, PoolSize, Strides ?? PoolSize, 1));
}
