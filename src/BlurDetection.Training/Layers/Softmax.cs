using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Probabilities over the channels: exp(x) divided by its sum.</summary>
public sealed record Softmax : Layer
{
    internal override ActivationFunction FinalActivation => ActivationFunction.Softmax;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => inputs[0];

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs[0].alias();

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => inputs[0];
}
