using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>The first layers of the map: what each cell shows in the light of the whole image, its share of the map's logits, and
/// the widths of blur along four directions.</summary>
/// <param name="layer">Filters for the joint channels, two for the map, and one for each direction if there are any.</param>
/// <param name="whole">From the pooled vector to what is added to each joint channel.</param>
/// <param name="joint">The bytes of the joint channels.</param>
/// <param name="directionBias">One value for each direction.</param>
internal sealed unsafe class ConditionedCells(PointwiseLayer layer, DenseLayer whole, FeatureSource joint, float[] directionBias)
{
    private const int Block = 64; // cells, whose values fit the first cache

    /// <summary>Directions of the widths; 0 where the graph has none.</summary>
    public int Directions => directionBias.Length;

    /// <summary>Computes them for all cells.</summary>
    /// <param name="sources">The bytes of each source of features.</param>
    /// <param name="cells">Cells.</param>
    /// <param name="pooled">The pooled vector.</param>
    /// <param name="bytes">Takes the joint channels: [cells, channels].</param>
    /// <param name="logits">Takes what the map's logits have of the features: [<see cref="MapLogits.Planes"/>, cells].</param>
    /// <param name="widths">Takes the widths: [directions, cells].</param>
    public void Run(byte** sources, int cells, ReadOnlySpan<float> pooled, byte* bytes, float* logits, float* widths)
    {
        float[] results = BoundedPool<float>.Rent(Block * layer.Outputs + whole.Outputs);
        short[] values = BoundedPool<short>.Rent(Block * layer.Inputs);
        var added = results.AsSpan(Block * layer.Outputs, whole.Outputs);
        whole.Run(pooled, added);
        foreach (ref float value in added) value /= joint.Scale;
        fixed (float* own = results, offsets = added)
        fixed (short* room = values)
        {
            for (int start = 0; start < cells; start += Block)
            {
                int count = Math.Min(Block, cells - start);
                layer.Run(sources, start, count, room, own);
                for (int cell = 0; cell < count; cell++)
                {
                    float* result = own + cell * layer.Outputs;
                    Quantize(result, offsets, bytes + (long)(start + cell) * joint.Channels);
                    result += joint.Channels;
                    for (int plane = 0; plane < MapLogits.Planes; plane++) logits[(long)plane * cells + start + cell] = *result++;
                    for (int direction = 0; direction < Directions; direction++)
                        widths[(long)direction * cells + start + cell] = *result++ + directionBias[direction];
                }
            }
        }
        BoundedPool<short>.Return(values);
        BoundedPool<float>.Return(results);
    }

    private void Quantize(float* sums, float* offsets, byte* to)
    {
        var perStep = Vector256.Create(1 / joint.Scale);
        for (int channel = 0; channel < joint.Channels; channel += FeatureSource.Multiple)
        {
            var steps = Vector256.FusedMultiplyAdd(Vector256.Load(sums + channel), perStep, Vector256.Load(offsets + channel));
            CellBytes.Store(steps, to + channel);
        }
    }
}
