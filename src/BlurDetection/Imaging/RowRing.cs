using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>The last rows of an image, and their weighted sums.</summary>
/// <param name="width">Values of a row.</param>
/// <param name="count">Rows that are kept.</param>
internal sealed class RowRing(int width, int count) : IDisposable
{
    private const int Line = 16; // floats of a line of the cache, and of the widest vector
    private const int Apart = Line; // rows a power of two apart would meet in the same lines of the cache

    private readonly int _stride = (width + Line - 1) / Line * Line + Apart;
    private readonly AlignedFloats _rows = new(checked(((width + Line - 1) / Line * Line + Apart) * count));

    /// <summary>The place of a row of the image, in which that before as many rows as are kept was.</summary>
    public Span<float> Row(int y) => _rows.Span.Slice(y % count * _stride, width);

    /// <summary>Sums as many rows as there are weights, from the first to the last.</summary>
    /// <remarks>Multiplications and additions stay separate and in order, so that the results do not depend on the vector unit.</remarks>
    /// <param name="first">The first row, of those that are kept.</param>
    /// <param name="weights">At most one for each row that is kept.</param>
    /// <param name="sums">Takes the sums.</param>
    public void Sum(int first, ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (FloatLanes16.IsSupported) Sum<FloatLanes16, Vector512<float>>(first, weights, sums);
        else SumWithEight(first, weights, sums);
    }

    /// <summary>The same, as on a processor without AVX-512.</summary>
    internal void SumWithEight(int first, ReadOnlySpan<float> weights, Span<float> sums) =>
        Sum<FloatLanes8, Vector256<float>>(first, weights, sums);

    public void Dispose() => _rows.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Sum<TLanes, TVector>(int first, ReadOnlySpan<float> weights, Span<float> sums) where TLanes : IFloatLanes<TVector>
    {
        int taps = Math.Min(count, weights.Length), stride = _stride, lanes = TLanes.Count;
        fixed (float* rows = _rows.Span, weight = weights, to = sums[..width])
        {
            float* start = rows + first % count * stride, end = rows + count * stride;
            int x = 0;
            for (; x + 4 * lanes <= width; x += 4 * lanes)
            {
                TVector a = TLanes.All(0), b = a, c = a, d = a;
                float* row = start + x;
                for (int k = 0; k < taps; k++)
                {
                    TVector factor = TLanes.All(weight[k]);
                    a = TLanes.AddProduct(a, TLanes.Load(row), factor);
                    b = TLanes.AddProduct(b, TLanes.Load(row + lanes), factor);
                    c = TLanes.AddProduct(c, TLanes.Load(row + 2 * lanes), factor);
                    d = TLanes.AddProduct(d, TLanes.Load(row + 3 * lanes), factor);
                    row += stride;
                    if (row >= end) row -= count * stride;
                }
                TLanes.Store(a, to + x);
                TLanes.Store(b, to + x + lanes);
                TLanes.Store(c, to + x + 2 * lanes);
                TLanes.Store(d, to + x + 3 * lanes);
            }
            for (; x + lanes <= width; x += lanes)
            {
                TVector sum = TLanes.All(0);
                float* row = start + x;
                for (int k = 0; k < taps; k++)
                {
                    sum = TLanes.AddProduct(sum, TLanes.Load(row), TLanes.All(weight[k]));
                    row += stride;
                    if (row >= end) row -= count * stride;
                }
                TLanes.Store(sum, to + x);
            }
            for (; x < width; x++)
            {
                float sum = 0;
                float* row = start + x;
                for (int k = 0; k < taps; k++)
                {
                    sum += *row * weight[k];
                    row += stride;
                    if (row >= end) row -= count * stride;
                }
                to[x] = sum;
            }
        }
    }
}
