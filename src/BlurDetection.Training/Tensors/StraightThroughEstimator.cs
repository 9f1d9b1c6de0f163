using static TorchSharp.torch;

namespace BlurDetection.Training.Tensors;

/// <summary>Rounded values with the gradient of those before (Bengio et al., "Estimating or Propagating Gradients Through
/// Stochastic Neurons", 2013).</summary>
internal static class StraightThroughEstimator
{
    /// <summary>The values of <paramref name="rounded"/>, as a new tensor; where gradients are kept, that of
    /// <paramref name="x"/>.</summary>
    public static Tensor StraightThrough(this Tensor x, Tensor rounded)
    {
        if (!is_grad_enabled() || !x.requires_grad) return rounded.alias();
        using var difference = rounded.Minus(x);
        using var constant = difference.detach();
        return x.Plus(constant);
    }
}
