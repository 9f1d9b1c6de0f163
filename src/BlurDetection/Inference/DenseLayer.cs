using System.Numerics;
using System.Runtime.InteropServices;

namespace BlurDetection.Inference;

/// <summary>A fully connected layer without its activation.</summary>
/// <param name="name">The graph's output that it computes, or its own.</param>
/// <param name="weights">[outputs, inputs].</param>
/// <param name="bias">[outputs].</param>
internal sealed class DenseLayer(string name, float[] weights, float[] bias)
{
    public string Name { get; } = name;

    public int Outputs => bias.Length;

    public int Inputs => weights.Length / bias.Length;

    /// <summary>Computes <paramref name="outputs"/> from as many inputs as there are.</summary>
    public void Run(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int output = 0; output < Outputs; output++)
            outputs[output] = bias[output] + Dot(weights.AsSpan(output * Inputs, Inputs), inputs[..Inputs]);
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sums = Vector<float>.Zero;
        for (int i = 0; i < lefts.Length; i++) sums += lefts[i] * rights[i];
        float sum = Vector.Sum(sums);
        for (int i = lefts.Length * Vector<float>.Count; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
