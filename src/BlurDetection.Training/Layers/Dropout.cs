using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Sets values to zero at random while training, and scales the rest up; does nothing afterwards (Srivastava et
/// al., 2014).</summary>
/// <param name="Rate">The share set to zero, from 0 to below 1.</param>
public sealed record Dropout(double Rate) : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Rate is >= 0 and < 1 ? inputs[0] : throw new InvalidNetworkException($"rate is {Rate}; from 0 to below 1.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        if (!module.training || !module.IsTrainable || Rate == 0) return inputs[0].alias();
        // Not torch's own dropout: that draws from one generator for the whole process, and a second run beside this one
        // would change its numbers. Drawn in the processor's memory whatever the device, since TorchSharp 0.107.0 makes
        // generators of no other.
        using var drawn = empty(inputs[0].shape, ScalarType.Float32, CPU).bernoulli_(1 - Rate, module.Random).OverInPlace(1 - Rate);
        using var mask = drawn.to(inputs[0].device);
        return inputs[0] * mask;
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => inputs[0];
}
