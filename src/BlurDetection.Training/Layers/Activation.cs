using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>An activation on its own, for instance after a <see cref="BatchNormalization"/>.</summary>
/// <param name="Function">The function.</param>
public sealed record Activation(ActivationFunction Function) : Layer
{
    internal override ActivationFunction FinalActivation => Function;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs[0];

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs[0].alias();

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => inputs[0];
}
