using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>Counts the edges of an image by their width, weighted by their height.</summary>
internal sealed class EdgeSums : IDisposable
{
    /// <summary>Parts of the image.</summary>
    public const int AllParts = PartsAlong * PartsAlong;

    private const int PartsAlong = 8, Bins = 1000;

    /// <summary>Widths are told apart by this many pixels.</summary>
    private const double Bin = 0.05;

    private readonly double[] _memory = BoundedPool<double>.Rent(2 * Bins);
    private double _all, _clean, _halos;

    public EdgeSums() => _memory.AsSpan(0, 2 * Bins).Clear();

    public int Count { get; private set; }

    /// <summary>The share of clean edges, 0 to 1.</summary>
    public double Clean => _clean / _all;

    /// <summary>The share of edges with halos, 0 to 1.</summary>
    public double Halos => _halos / _all;

    /// <summary>A bit for each part of the image that has an edge.</summary>
    public ulong Parts { get; private set; }

    private Span<double> Heights => _memory.AsSpan(0, Bins);

    private Span<double> HaloHeights => _memory.AsSpan(Bins, Bins);

    public void Add(double width, double height, bool isClean, bool hasHalos, int x, int y, in LumaPlane luma)
    {
        int bin = Math.Min(Bins - 1, (int)(width / Bin));
        Heights[bin] += height;
        _all += height;
        if (isClean) _clean += height;
        if (hasHalos)
        {
            _halos += height;
            HaloHeights[bin] += height;
        }
        Count++;
        Parts |= 1UL << (y * PartsAlong / luma.Height * PartsAlong + x * PartsAlong / luma.Width);
    }

    /// <summary>The width that such a share stays below, in pixels.</summary>
    public double Quantile(double share) => Quantile(Heights, share * _all);

    /// <summary>The same of edges with halos; 0 where there are none.</summary>
    public double HaloQuantile(double share) => _halos == 0 ? 0 : Quantile(HaloHeights, share * _halos);

    public void Dispose() => BoundedPool<double>.Return(_memory);

    private static double Quantile(ReadOnlySpan<double> heights, double wanted)
    {
        double sum = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            sum += heights[bin];
            if (sum >= wanted) return (bin + 0.5) * Bin;
        }
        return Bins * Bin;
    }
}
