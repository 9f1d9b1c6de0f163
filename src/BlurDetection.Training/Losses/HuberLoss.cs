using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Losses;

/// <summary>Half the squared error up to an error of 1, and linear beyond (Huber, 1964).</summary>
internal sealed record HuberLoss : OutputLoss
{
    private protected override Tensor Elementwise(NetworkOutputs outputs, string name, Tensor target) =>
        nn.functional.smooth_l1_loss(outputs[name], target, reduction: nn.Reduction.None);
}
