namespace BlurDetection.Inference;

/// <summary>A convolution of 1x1 as a graph has it.</summary>
/// <param name="Input">The tensor that it reads.</param>
/// <param name="Weights">[outputs, inputs].</param>
/// <param name="Outputs">Filters.</param>
/// <param name="Bias">One value for each, if it has any.</param>
internal sealed record PointwiseWeights(string Input, float[] Weights, int Outputs, float[]? Bias)
{
    public int Inputs => Weights.Length / Outputs;

    /// <summary>The same for some of more inputs, and zeros for the others.</summary>
    public PointwiseWeights Among(int inputs, int start)
    {
        var all = new float[Outputs * inputs];
        for (int output = 0; output < Outputs; output++)
            Weights.AsSpan(output * Inputs, Inputs).CopyTo(all.AsSpan(output * inputs + start));
        return this with { Weights = all };
    }

    /// <summary>The weights of some of the inputs.</summary>
    public float[] Of(int start, int count)
    {
        var part = new float[Outputs * count];
        for (int output = 0; output < Outputs; output++)
            Weights.AsSpan(output * Inputs + start, count).CopyTo(part.AsSpan(output * count));
        return part;
    }
}
