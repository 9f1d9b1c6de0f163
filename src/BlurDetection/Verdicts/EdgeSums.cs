namespace BlurDetection.Verdicts;

/// <summary>Counts the edges of an image by their width, weighted by their height.</summary>
internal sealed class EdgeSums
{
    /// <summary>Parts of the image.</summary>
    public const int AllParts = PartsAlong * PartsAlong;

    private const int PartsAlong = 8, Bins = 1000;

    /// <summary>Widths are told apart by this many pixels.</summary>
    private const double Bin = 0.05;

    private readonly double[] _heights = new double[Bins];
    private double _all, _clean;

    public int Count { get; private set; }

    /// <summary>The share of clean edges, 0 to 1.</summary>
    public double Clean => _clean / _all;

    /// <summary>A bit for each part of the image that has an edge.</summary>
    public ulong Parts { get; private set; }

    public void Add(double width, double height, bool isClean, int x, int y, in LumaPlane luma)
    {
        _heights[Math.Min(Bins - 1, (int)(width / Bin))] += height;
        _all += height;
        if (isClean) _clean += height;
        Count++;
        Parts |= 1UL << (y * PartsAlong / luma.Height * PartsAlong + x * PartsAlong / luma.Width);
    }

    /// <summary>The width that such a share stays below, in pixels.</summary>
    public double Quantile(double share)
    {
        double sum = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            sum += _heights[bin];
            if (sum >= share * _all) return (bin + 0.5) * Bin;
        }
        return Bins * Bin;
    }
}
