using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>The mean of each window; padding does not count.</summary>
/// <param name="PoolSize">Height and width of the window.</param>
public sealed record AveragePooling2D(Extent PoolSize) : Layer
{
    /// <summary>Steps between windows. Default: the pool's size.</summary>
    public Extent? Strides { get; init; }

    /// <summary>Default <see cref="Padding.Valid"/>, as in Keras: a rest that fills no window is dropped.</summary>
    public Padding Padding { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Pooling.Infer(inputs[0], PoolSize, Strides ?? PoolSize, Padding);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        Tensor Mean(Tensor x) => F.avg_pool2d(x, PoolSize.ToArray(), (Strides ?? PoolSize).ToArray());
        var size = inputs[0].shape;
        var sides = SamePadding.Of(size[2], size[3], PoolSize, Strides ?? PoolSize, 1);
        if (Padding == Padding.Valid || sides.All(side => side == 0)) return Mean(inputs[0]);
        // Padded with zeros, and divided by the share of each window that is not padding.
        using var share = Mean(F.pad(ones(1, 1, size[2], size[3], device: inputs[0].device), sides));
        return Mean(F.pad(inputs[0], sides)) / share;
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("AveragePool", [inputs[0]], n => n
            .With("kernel_shape", PoolSize.ToArray())
            .With("strides", (Strides ?? PoolSize).ToArray())
            .WithPadding(Padding, PoolSize, Strides ?? PoolSize, 1));
}
