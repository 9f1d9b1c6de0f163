using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Losses;

/// <summary>Cross-entropy of a softmax over classes, from its logits; soft targets are allowed.</summary>
internal sealed record CategoricalCrossEntropyLoss : OutputLoss
{
    private protected override Tensor Elementwise(NetworkOutputs outputs, string name, Tensor target) =>
        (target * outputs.Logits(name).log_softmax(1)).neg();
}
