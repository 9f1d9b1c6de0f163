using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Losses;

/// <summary>Cross-entropy of a sigmoid, value by value, from its logits; soft targets are allowed.</summary>
internal sealed record BinaryCrossEntropyLoss : OutputLoss
{
    private protected override Tensor Elementwise(NetworkOutputs outputs, string name, Tensor target) =>
        nn.functional.binary_cross_entropy_with_logits(outputs.Logits(name), target, reduction: nn.Reduction.None);
}
