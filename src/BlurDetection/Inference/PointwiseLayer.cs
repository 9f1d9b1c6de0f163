using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Inference;

/// <summary>A convolution of 1x1 over cells of bytes, without its bias: 16-bit weights, summed in 32 bits.</summary>
internal sealed unsafe class PointwiseLayer
{
    private const int Widest = 16; // filters of a vector
    private const double MostByte = byte.MaxValue, MostSum = int.MaxValue;

    private readonly int[] _channels;
    private readonly short[] _weights; // for each two inputs both weights of each filter
    private readonly float[] _factors;

    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="outputs">Filters.</param>
    /// <param name="sources">The inputs, one source after the other.</param>
    public PointwiseLayer(ReadOnlySpan<float> weights, int outputs, IReadOnlyList<FeatureSource> sources)
    {
        _channels = [.. sources.Select(source => source.Channels)];
        Inputs = _channels.Sum();
        Outputs = Padded(outputs);
        _weights = new short[Inputs * Outputs];
        _factors = new float[Outputs];
        float[] steps = [.. sources.SelectMany(source => Enumerable.Repeat(source.Scale, source.Channels))];
        var filter = new double[Inputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int i = 0; i < Inputs; i++) filter[i] = (double)weights[output * Inputs + i] * steps[i];
            double largest = filter.Max(Math.Abs), all = filter.Sum(Math.Abs);
            if (largest == 0) continue;
            // Rounding adds half to each weight.
            double scale = Math.Min(short.MaxValue / largest, (MostSum - MostByte * Inputs) / (MostByte * all));
            for (int i = 0; i < Inputs; i++) _weights[(i / 2 * Outputs + output) * 2 + i % 2] = (short)Math.Round(filter[i] * scale);
            _factors[output] = (float)(1 / scale);
        }
    }

    /// <summary>Bytes of a cell.</summary>
    public int Inputs { get; }

    /// <summary>Values of a cell: the filters, and zeros up to a whole vector.</summary>
    public int Outputs { get; }

    /// <summary>Filters, rounded up to whole vectors.</summary>
    public static int Padded(int filters) => (filters + Widest - 1) / Widest * Widest;

    /// <summary>Computes some cells.</summary>
    /// <param name="sources">The bytes of each source.</param>
    /// <param name="start">The first cell.</param>
    /// <param name="count">Cells.</param>
    /// <param name="values">Room for <paramref name="count"/> x <see cref="Inputs"/> values.</param>
    /// <param name="results">Takes [count, <see cref="Outputs"/>].</param>
    public void Run(byte** sources, int start, int count, short* values, float* results)
    {
        if (!Lanes16.IsSupported)
        {
            RunWithAvx2(sources, start, count, values, results);
            return;
        }
        Widen(sources, start, count, values);
        fixed (short* weights = _weights)
        fixed (float* factors = _factors)
            PointwisePass<Lanes16, Vector512<short>, Vector512<int>>.Run(weights, factors, Inputs, Outputs, values, count, results);
    }

    /// <summary>The same with eight filters at a time, as on a processor without AVX-512.</summary>
    internal void RunWithAvx2(byte** sources, int start, int count, short* values, float* results)
    {
        Widen(sources, start, count, values);
        fixed (short* weights = _weights)
        fixed (float* factors = _factors)
            PointwisePass<Lanes8, Vector256<short>, Vector256<int>>.Run(weights, factors, Inputs, Outputs, values, count, results);
    }

    private void Widen(byte** sources, int start, int count, short* to)
    {
        for (int source = 0; source < _channels.Length; to += _channels[source++])
            Widen(sources[source] + (long)start * _channels[source], _channels[source], count, to);
    }

    private void Widen(byte* from, int channels, int count, short* to)
    {
        for (int cell = 0; cell < count; cell++, from += channels, to += Inputs)
            for (int channel = 0; channel < channels; channel += FeatureSource.Multiple)
                Sse41.ConvertToVector128Int16(from + channel).Store(to + channel);
    }
}
