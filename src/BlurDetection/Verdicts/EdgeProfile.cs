using System.Numerics;
using System.Runtime.Intrinsics;
using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>How wide the edges of an image are: height of a step over its steepest slope, in pixels across the edge. A step that no lens
/// has seen has 1 to 2; a Gaussian of sigma makes 2.5 sigma of it.</summary>
/// <param name="Count">Edges that were met along every fourth row and column.</param>
/// <param name="Clean">The share of them, weighted by height, that have even ground on both sides, without noise: what no camera
/// takes.</param>
/// <param name="Low">The width that a tenth stays below.</param>
/// <param name="Median">The width that half stays below.</param>
/// <param name="High">The width that nine tenths stay below.</param>
/// <param name="Spread">The share of the image's parts, 8 by 8 of them, that hold edges.</param>
/// <param name="Halos">The share of edges, weighted by height, with halos: on both sides the image falls back at once by a part of
/// the step, as sharpening leaves it.</param>
/// <param name="HaloMedian">The width that half of those stay below.</param>
internal readonly record struct EdgeProfile(int Count, double Clean, double Low, double Median, double High, double Spread, double Halos,
    double HaloMedian)
{
    private const int Step = 4, SparseStep = 16, SparseParts = 4, EnoughEdges = 400;

    private const int ColumnsAtOnce = 16;

    /// <summary>Smallest slope and height of an edge, in grey levels. It ends where its slope falls below the last.</summary>
    private const float LeastSlope = 6, LeastHeight = 24, EndSlope = 0.25f;

    /// <summary>Pixels on either side of an edge that must be even.</summary>
    private const int Ground = 3;

    /// <summary>A halo is so much of the step's height, and this many of its widths long at most.</summary>
    private const float LeastHalo = 0.04f, MostHalo = 0.4f, HaloReach = 3;

    /// <summary>Measures an image.</summary>
    public static EdgeProfile Of(in LumaPlane luma)
    {
        using var sums = new EdgeSums();
        AddRows(luma, 1, Step, sums);
        FollowColumns(luma, sums);
        return Of(sums);
    }

    /// <summary>Measures every 64th row alone.</summary>
    public static EdgeProfile OfSomeRows(in LumaPlane luma)
    {
        using var sums = new EdgeSums();
        AddRows(luma, 1, SparseParts * SparseStep, sums);
        return Of(sums);
    }

    /// <summary>Measures every sixteenth row alone, and fewer where the first ones tell that there are few halos.</summary>
    /// <param name="luma">The image.</param>
    /// <param name="leastHalos">A share of halos of interest.</param>
    public static EdgeProfile OfSomeRows(in LumaPlane luma, double leastHalos)
    {
        using var sums = new EdgeSums();
        for (int part = 0; part < SparseParts && (sums.Count < EnoughEdges || sums.Halos >= leastHalos); part++)
            AddRows(luma, 1 + part * SparseStep, SparseParts * SparseStep, sums);
        return Of(sums);
    }

    private static EdgeProfile Of(EdgeSums sums) => sums.Count == 0 ? default : new EdgeProfile(sums.Count, sums.Clean, sums.Quantile(0.1),
        sums.Quantile(0.5), sums.Quantile(0.9), (double)BitOperations.PopCount(sums.Parts) / EdgeSums.AllParts, sums.Halos,
        sums.HaloQuantile(0.5));

    private static void AddRows(in LumaPlane luma, int first, int step, EdgeSums sums)
    {
        for (int y = first; y < luma.Height - 1; y += step) Follow(luma, luma.Row(y), y * luma.Width, 1, luma.Width, sums);
    }

    // Rows lie far apart in memory, so that several columns are taken out at a time.
    private static void FollowColumns(in LumaPlane luma, EdgeSums sums)
    {
        int height = luma.Height, columns = (luma.Width - 3 + Step) / Step;
        float[] lines = BoundedPool<float>.Rent(ColumnsAtOnce * height);
        for (int column = 0; column < columns; column += ColumnsAtOnce)
        {
            int count = Math.Min(ColumnsAtOnce, columns - column), first = 1 + column * Step;
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<float> row = luma.Row(y).Slice(first, (count - 1) * Step + 1);
                for (int i = 0, x = 0; x < row.Length; i += height, x += Step) lines[i + y] = row[x];
            }
            for (int i = 0; i < count; i++)
                Follow(luma, lines.AsSpan(i * height, height), first + i * Step, luma.Width, 1, sums);
        }
        BoundedPool<float>.Return(lines);
    }

    // Measures the edges across a line of the image, whose values stand so far apart, as its neighbours do beside it.
    private static void Follow(in LumaPlane luma, ReadOnlySpan<float> line, int start, int along, int beside, EdgeSums sums)
    {
        int i = 1;
        for (; i + Vector256<float>.Count + 2 <= line.Length; i += Vector256<float>.Count)
        {
            for (uint steepest = Steepest(line.Slice(i - 1, Vector256<float>.Count + 3)); steepest != 0; steepest &= steepest - 1)
                Measure(luma, line, i + BitOperations.TrailingZeroCount(steepest), start, along, beside, sums);
        }
        for (; i + 2 < line.Length; i++)
        {
            float size = Math.Abs(line[i + 1] - line[i]);
            if (size > LeastSlope && size >= Math.Abs(line[i] - line[i - 1]) && size > Math.Abs(line[i + 2] - line[i + 1]))
                Measure(luma, line, i, start, along, beside, sums);
        }
    }

    // A bit for each value but the first whose slope to the next is steep enough, and the steepest around.
    private static uint Steepest(ReadOnlySpan<float> line)
    {
        Vector256<float> value = Vector256.Create(line[1..]), next = Vector256.Create(line[2..]);
        var size = Vector256.Abs(next - value);
        var isSteep = Vector256.GreaterThan(size, Vector256.Create(LeastSlope));
        if (isSteep == Vector256<float>.Zero) return 0;
        var before = Vector256.Abs(value - Vector256.Create(line));
        var after = Vector256.Abs(Vector256.Create(line[3..]) - next);
        return (isSteep & Vector256.GreaterThanOrEqual(size, before) & Vector256.GreaterThan(size, after)).ExtractMostSignificantBits();
    }

    private static void Measure(
        in LumaPlane luma, ReadOnlySpan<float> line, int i, int start, int along, int beside, EdgeSums sums)
    {
        ReadOnlySpan<float> values = luma.Values;
        float slope = line[i + 1] - line[i], size = Math.Abs(slope);
        int from = i, to = i + 1, sign = Math.Sign(slope);
        while (from > 0 && sign * (line[from] - line[from - 1]) > EndSlope) from--;
        while (to + 1 < line.Length && sign * (line[to + 1] - line[to]) > EndSlope) to++;
        float height = sign * (line[to] - line[from]);
        if (height < LeastHeight) return;
        int at = start + i * along, next = at + along;
        float across = (values[at + beside] - values[at - beside] + values[next + beside] - values[next - beside]) / 4;
        float tilt = size / MathF.Sqrt(size * size + across * across); // an edge that is crossed aslant looks wider
        bool isClean = from >= Ground && to + Ground < line.Length
            && IsEven(line.Slice(from - Ground, Ground + 1)) && IsEven(line.Slice(to, Ground + 1));
        int reach = (int)(HaloReach * height / size) + 2;
        bool hasHalos = IsHalo(Fall(line, to, 1, sign, reach) / height) && IsHalo(Fall(line, from, -1, -sign, reach) / height);
        sums.Add(height / size * tilt, height * tilt, isClean, hasHalos, at % luma.Width, at / luma.Width, luma);
    }

    private static bool IsHalo(float fall) => fall is >= LeastHalo and < MostHalo;

    // How far the image falls back at once behind the end of an edge; what turns slowly was not sharpened.
    private static float Fall(ReadOnlySpan<float> line, int end, int step, int sign, int reach)
    {
        int last = Math.Clamp(end + step * reach, 0, line.Length - 1), at = end;
        while (at != last && sign * (line[at] - line[at + step]) > 0) at += step;
        return sign * (line[end] - line[at]);
    }

    private static bool IsEven(ReadOnlySpan<float> ground)
    {
        for (int i = 1; i < ground.Length; i++)
            if (Math.Abs(ground[i] - ground[i - 1]) > EndSlope) return false;
        return true;
    }
}
