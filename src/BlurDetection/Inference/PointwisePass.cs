using System.Runtime.CompilerServices;

namespace BlurDetection.Inference;

/// <summary>One run of a <see cref="PointwiseLayer"/>, with vectors of one width.</summary>
internal static unsafe class PointwisePass<TLanes, TWeights, TSums>
    where TLanes : ILanes<TWeights, TSums> where TSums : struct
{
    private const int Block = 8; // cells that are computed at a time

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(short* weights, float* factors, int inputs, int outputs, short* values, int count, float* results)
    {
        for (int filter = 0; filter < outputs; filter += TLanes.Count)
        {
            int cell = 0;
            for (; cell + Block <= count; cell += Block)
            {
                TSums a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
                short* own = weights + 2 * filter, two = values + cell * inputs, last = two + inputs;
                for (; two < last; two += 2, own += 2 * outputs)
                {
                    TWeights both = TLanes.Weights(own);
                    a = TLanes.MultiplyAdd(two, both, a);
                    b = TLanes.MultiplyAdd(two + inputs, both, b);
                    c = TLanes.MultiplyAdd(two + 2 * inputs, both, c);
                    d = TLanes.MultiplyAdd(two + 3 * inputs, both, d);
                    e = TLanes.MultiplyAdd(two + 4 * inputs, both, e);
                    f = TLanes.MultiplyAdd(two + 5 * inputs, both, f);
                    g = TLanes.MultiplyAdd(two + 6 * inputs, both, g);
                    h = TLanes.MultiplyAdd(two + 7 * inputs, both, h);
                }
                float* target = results + cell * outputs + filter, scale = factors + filter;
                TLanes.StoreFloats(a, scale, target);
                TLanes.StoreFloats(b, scale, target + outputs);
                TLanes.StoreFloats(c, scale, target + 2 * outputs);
                TLanes.StoreFloats(d, scale, target + 3 * outputs);
                TLanes.StoreFloats(e, scale, target + 4 * outputs);
                TLanes.StoreFloats(f, scale, target + 5 * outputs);
                TLanes.StoreFloats(g, scale, target + 6 * outputs);
                TLanes.StoreFloats(h, scale, target + 7 * outputs);
            }
            for (; cell < count; cell++)
            {
                TSums sums = default;
                short* own = weights + 2 * filter, two = values + cell * inputs, last = two + inputs;
                for (; two < last; two += 2, own += 2 * outputs) sums = TLanes.MultiplyAdd(two, TLanes.Weights(own), sums);
                TLanes.StoreFloats(sums, factors + filter, results + cell * outputs + filter);
            }
        }
    }
}
