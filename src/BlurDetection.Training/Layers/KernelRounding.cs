using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Kernels as whole numbers of a few bits, each filter with a scale of its own: its greatest weight becomes the
/// greatest number.</summary>
internal static class KernelRounding
{
    internal const int FewestBits = 2, MostBits = 8;

    // A filter without weights has any scale.
    private const float Least = 1e-12f;

    /// <summary>Weight = number x scale of its filter.</summary>
    internal static (sbyte[] Numbers, float[] Scales) Numbers(NetworkWeight kernel, int bits)
    {
        int filters = (int)kernel.Shape[0], size = kernel.Values.Length / filters;
        var numbers = new sbyte[kernel.Values.Length];
        var scales = new float[filters];
        for (int filter = 0; filter < filters; filter++)
        {
            var weights = kernel.Values.AsSpan(filter * size, size);
            float greatest = Least;
            foreach (float weight in weights) greatest = Math.Max(greatest, Math.Abs(weight));
            scales[filter] = greatest / Greatest(bits);
            for (int i = 0; i < size; i++) numbers[filter * size + i] = (sbyte)MathF.Round(weights[i] / scales[filter]);
        }
        return (numbers, scales);
    }

    /// <summary>The weights that such numbers stand for.</summary>
    internal static float[] Weights(ReadOnlySpan<sbyte> numbers, ReadOnlySpan<float> scales)
    {
        var weights = new float[numbers.Length];
        int size = numbers.Length / scales.Length;
        for (int i = 0; i < weights.Length; i++) weights[i] = numbers[i] * scales[i / size];
        return weights;
    }

    /// <summary>The same in torch; gradients pass as if nothing were rounded.</summary>
    internal static Tensor Round(Tensor kernel, int bits)
    {
        using var scope = NewDisposeScope();
        var constant = kernel.detach();
        var scales = constant.abs().amax([1, 2, 3], keepdim: true).AtLeast(Least).Over(Greatest(bits));
        return kernel.StraightThrough(constant.div(scales).round_().mul_(scales)).MoveToOuterDisposeScope();
    }

    private static int Greatest(int bits) => (1 << (bits - 1)) - 1;
}
