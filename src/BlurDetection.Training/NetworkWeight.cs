using static TorchSharp.torch;

namespace BlurDetection.Training;

/// <summary>One array of weights.</summary>
/// <param name="Shape">In torch's order: output channels first.</param>
/// <param name="Values">Row-major.</param>
public sealed record NetworkWeight(long[] Shape, float[] Values)
{
    internal static NetworkWeight From(Tensor tensor)
    {
        using var copy = tensor.detach().cpu().contiguous();
        return new NetworkWeight(tensor.shape, copy.data<float>().ToArray());
    }

    internal void CopyTo(Tensor target)
    {
        using var _ = no_grad();
        using var values = tensor(Values, Shape);
        target.copy_(values);
    }
}
