using System.Runtime.Intrinsics;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>What the surroundings tell each cell, at half the map's size: one layer of 1x1, and of the next one what it makes
/// of that.</summary>
/// <remarks>The next layer comes behind an enlargement in the graph; both are linear, so a quarter of the cells is enough here.</remarks>
/// <param name="layer">The first layer.</param>
/// <param name="bias">[<see cref="PointwiseLayer.Outputs"/>] of the first layer.</param>
/// <param name="next">[outputs of the first layer, outputs of the next].</param>
internal sealed unsafe class SceneCells(PointwiseLayer layer, float[] bias, float[] next)
{
    private const int Block = 64, Together = 4, Step = FeatureSource.Multiple;

    /// <summary>Values of a cell.</summary>
    public int Outputs { get; } = next.Length / layer.Outputs;

    /// <summary>Computes them.</summary>
    /// <param name="sources">The bytes of each source.</param>
    /// <param name="cells">Cells.</param>
    /// <param name="to">Takes [cells, <see cref="Outputs"/>].</param>
    public void Run(byte** sources, int cells, float* to)
    {
        float[] results = BoundedPool<float>.Rent(Block * layer.Outputs);
        short[] values = BoundedPool<short>.Rent(Block * layer.Inputs);
        fixed (float* own = results, offsets = bias, weights = next)
        fixed (short* room = values)
        {
            for (int start = 0; start < cells; start += Block)
            {
                int count = Math.Min(Block, cells - start);
                layer.Run(sources, start, count, room, own);
                Activate(own, offsets, count);
                int cell = 0;
                for (; cell + Together <= count; cell += Together, to += Together * Outputs) Next(own + cell * layer.Outputs, weights, to);
                for (; cell < count; cell++, to += Outputs) NextOne(own + cell * layer.Outputs, weights, to);
            }
        }
        BoundedPool<short>.Return(values);
        BoundedPool<float>.Return(results);
    }

    private void Activate(float* values, float* offsets, int count)
    {
        for (int cell = 0; cell < count; cell++, values += layer.Outputs)
            for (int i = 0; i < layer.Outputs; i += Step)
                Vector256.Max(Vector256.Load(values + i) + Vector256.Load(offsets + i), default).Store(values + i);
    }

    private void Next(float* values, float* weights, float* to)
    {
        int inputs = layer.Outputs;
        for (int output = 0; output < Outputs; output += Step)
        {
            Vector256<float> a = default, b = default, c = default, d = default;
            for (int i = 0; i < inputs; i++)
            {
                var filter = Vector256.Load(weights + i * Outputs + output);
                a = Vector256.FusedMultiplyAdd(filter, Vector256.Create(values[i]), a);
                b = Vector256.FusedMultiplyAdd(filter, Vector256.Create(values[inputs + i]), b);
                c = Vector256.FusedMultiplyAdd(filter, Vector256.Create(values[2 * inputs + i]), c);
                d = Vector256.FusedMultiplyAdd(filter, Vector256.Create(values[3 * inputs + i]), d);
            }
            a.Store(to + output);
            b.Store(to + Outputs + output);
            c.Store(to + 2 * Outputs + output);
            d.Store(to + 3 * Outputs + output);
        }
    }

    private void NextOne(float* values, float* weights, float* to)
    {
        for (int output = 0; output < Outputs; output += Step)
        {
            var sums = Vector256<float>.Zero;
            for (int i = 0; i < layer.Outputs; i++)
                sums = Vector256.FusedMultiplyAdd(Vector256.Load(weights + i * Outputs + output), Vector256.Create(values[i]), sums);
            sums.Store(to + output);
        }
    }
}
