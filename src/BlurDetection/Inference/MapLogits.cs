using System.Runtime.Intrinsics;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Inference;

/// <summary>The last layers of the map: a hidden layer of 1x1 for what a cell shows and what its surroundings tell, and two
/// outputs.</summary>
/// <param name="layer">The hidden layer's share of the cell itself.</param>
/// <param name="bias">[<see cref="PointwiseLayer.Outputs"/>] of the hidden layer.</param>
/// <param name="weights">[<see cref="Planes"/>, <see cref="PointwiseLayer.Outputs"/>] of the outputs.</param>
/// <param name="outputBias">[<see cref="Planes"/>].</param>
internal sealed unsafe class MapLogits(PointwiseLayer layer, float[] bias, float[] weights, float[] outputBias)
{
    /// <summary>Outputs: probability and certainty.</summary>
    public const int Planes = 2;

    private const int Block = 64;

    /// <summary>Computes the map.</summary>
    /// <param name="sources">The bytes of each source.</param>
    /// <param name="scene">Of <see cref="SceneCells"/>, at half the size.</param>
    /// <param name="width">Cells of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="map">[<see cref="Planes"/>, height, width]: logits of the features; takes the outputs, 0 to 1.</param>
    public void Run(byte** sources, float* scene, int width, int height, float* map)
    {
        int hidden = layer.Outputs, across = HalvedCells.Side(width), down = HalvedCells.Side(height), cells = width * height;
        float[] results = BoundedPool<float>.Rent((Block + across) * hidden);
        short[] values = BoundedPool<short>.Rent(Block * layer.Inputs);
        BilinearPlace[] places = BoundedPool<BilinearPlace>.Rent(width);
        for (int x = 0; x < width; x++) places[x] = BilinearPlace.Of(x, across, width);
        fixed (float* own = results, offsets = bias, filters = weights)
        fixed (short* room = values)
        {
            float* around = own + Block * hidden;
            for (int y = 0; y < height; y++)
            {
                var row = BilinearPlace.Of(y, down, height);
                Blend(scene + (long)row.Low * across * hidden, scene + (long)row.High * across * hidden, row.Share, across * hidden,
                    around);
                for (int start = 0; start < width; start += Block)
                {
                    int count = Math.Min(Block, width - start);
                    layer.Run(sources, y * width + start, count, room, own);
                    for (int cell = 0; cell < count; cell++)
                    {
                        var place = places[start + cell];
                        Hidden(own + cell * hidden, offsets, around + place.Low * hidden, around + place.High * hidden, place.Share);
                        float* to = map + (long)y * width + start + cell;
                        to[0] += outputBias[0] + Dot(own + cell * hidden, filters);
                        to[cells] += outputBias[1] + Dot(own + cell * hidden, filters + hidden);
                    }
                }
            }
        }
        Sigmoid(map, Planes * cells);
        BoundedPool<BilinearPlace>.Return(places);
        BoundedPool<short>.Return(values);
        BoundedPool<float>.Return(results);
    }

    private static void Blend(float* low, float* high, float share, int count, float* to)
    {
        var shares = Vector256.Create(share);
        for (int i = 0; i < count; i += Vector256<float>.Count)
        {
            var own = Vector256.Load(low + i);
            Vector256.FusedMultiplyAdd(Vector256.Load(high + i) - own, shares, own).Store(to + i);
        }
    }

    private void Hidden(float* sums, float* offsets, float* left, float* right, float share)
    {
        var shares = Vector256.Create(share);
        for (int i = 0; i < layer.Outputs; i += Vector256<float>.Count)
        {
            var from = Vector256.Load(left + i);
            var value = Vector256.Load(sums + i) + Vector256.Load(offsets + i)
                + Vector256.FusedMultiplyAdd(Vector256.Load(right + i) - from, shares, from);
            Vector256.Max(value, default).Store(sums + i);
        }
    }

    private float Dot(float* values, float* filter)
    {
        var sum = Vector256<float>.Zero;
        for (int i = 0; i < layer.Outputs; i += Vector256<float>.Count)
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(values + i), Vector256.Load(filter + i), sum);
        return Vector256.Sum(sum);
    }

    private static void Sigmoid(float* values, int count)
    {
        int i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            (Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-Vector256.Load(values + i)))).Store(values + i);
        for (; i < count; i++) values[i] = 1 / (1 + MathF.Exp(-values[i]));
    }
}
