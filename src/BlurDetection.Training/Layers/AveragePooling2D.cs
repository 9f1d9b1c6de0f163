using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>The mean of each window, without padding: a rest that fills no window is dropped.</summary>
/// <param name="PoolSize">Height and width of the window.</param>
public sealed record AveragePooling2D(Extent PoolSize) : Layer
{
    /// <summary>Steps between windows. Default: the pool's size.</summary>
    public Extent? Strides { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => Pooling.Infer(inputs[0], PoolSize, Strides ?? PoolSize, Padding.Valid);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        F.avg_pool2d(inputs[0], PoolSize.ToArray(), (Strides ?? PoolSize).ToArray());

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("AveragePool", [inputs[0]], n => n
            .With("kernel_shape", PoolSize.ToArray())
            .With("strides", (Strides ?? PoolSize).ToArray()));
}
