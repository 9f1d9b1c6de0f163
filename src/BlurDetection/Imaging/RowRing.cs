using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>The last rows of an image, and their weighted sums.</summary>
/// <param name="width">Values of a row.</param>
/// <param name="count">Rows that are kept.</param>
internal sealed unsafe class RowRing(int width, int count) : IDisposable
{
    private const int Lanes = 8, Together = 4 * Lanes;
    private const int Apart = 16; // rows a power of two apart would meet in the same lines of the cache

    private readonly int _stride = width + Apart;
    private float[] _rows = BoundedPool<float>.Rent(checked((width + Apart) * count));

    /// <summary>The place of a row of the image, in which that before as many rows as are kept was.</summary>
    public Span<float> Row(int y) => _rows.AsSpan(y % count * _stride, width);

    /// <summary>Sums as many rows as there are weights, from the first to the last.</summary>
    /// <remarks>Multiplications and additions stay separate and in order, so that the results do not depend on the vector unit.</remarks>
    /// <param name="first">The first row, of those that are kept.</param>
    /// <param name="weights">At most one for each row that is kept.</param>
    /// <param name="sums">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(int first, ReadOnlySpan<float> weights, Span<float> sums)
    {
        int taps = Math.Min(count, weights.Length), stride = _stride;
        fixed (float* rows = _rows, weight = weights, to = sums[..width])
        {
            float* start = rows + first % count * stride, end = rows + count * stride;
            int x = 0;
            for (; x + Together <= width; x += Together)
            {
                Vector256<float> a = default, b = default, c = default, d = default;
                float* row = start;
                for (int k = 0; k < taps; k++)
                {
                    var factor = Vector256.Create(weight[k]);
                    a += Vector256.Load(row + x) * factor;
                    b += Vector256.Load(row + x + Lanes) * factor;
                    c += Vector256.Load(row + x + 2 * Lanes) * factor;
                    d += Vector256.Load(row + x + 3 * Lanes) * factor;
                    row += stride;
                    if (row == end) row = rows;
                }
                a.Store(to + x);
                b.Store(to + x + Lanes);
                c.Store(to + x + 2 * Lanes);
                d.Store(to + x + 3 * Lanes);
            }
            for (; x + Lanes <= width; x += Lanes)
            {
                var sum = Vector256<float>.Zero;
                float* row = start;
                for (int k = 0; k < taps; k++)
                {
                    sum += Vector256.Load(row + x) * Vector256.Create(weight[k]);
                    row += stride;
                    if (row == end) row = rows;
                }
                sum.Store(to + x);
            }
            for (; x < width; x++)
            {
                float sum = 0;
                float* row = start;
                for (int k = 0; k < taps; k++)
                {
                    sum += row[x] * weight[k];
                    row += stride;
                    if (row == end) row = rows;
                }
                to[x] = sum;
            }
        }
    }

    public void Dispose()
    {
        if (_rows.Length > 0) BoundedPool<float>.Return(_rows);
        _rows = [];
    }
}
