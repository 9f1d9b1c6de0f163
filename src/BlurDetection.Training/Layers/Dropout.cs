using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Sets values to zero at random while training, and scales the rest up; does nothing afterwards (Srivastava et al., 2014).</summary>
/// <param name="Rate">The share set to zero, from 0 to below 1.</param>
public sealed record Dropout(double Rate) : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Rate is >= 0 and < 1 ? inputs[0] : throw new InvalidNetworkException($"rate is {Rate}; from 0 to below 1.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        module.training && module.IsTrainable ? F.dropout(inputs[0], Rate, training: true) : inputs[0].alias();

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => inputs[0];
}
