using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tensors;

/// <summary>Tensors in torch's own memory.</summary>
/// <remarks>
/// A tensor made of a managed array uses that array, wherever it lies; torch aligns its own memory to 64 bytes, and adds in another order
/// elsewhere. What lies where chance put it makes two runs with one seed part in the last digit.
/// </remarks>
internal static class TensorMemory
{
    /// <summary>A copy of an array as a tensor.</summary>
    /// <param name="values">The values, row by row.</param>
    /// <param name="shape">Its shape.</param>
    public static torch.Tensor Copy(float[] values, ReadOnlySpan<long> shape)
    {
        using var view = tensor(values, shape);
        return view.clone();
    }
}
