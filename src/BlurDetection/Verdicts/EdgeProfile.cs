using System.Numerics;

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
internal readonly record struct EdgeProfile(int Count, double Clean, double Low, double Median, double High, double Spread)
{
    private const int Step = 4;

    /// <summary>Smallest slope and height of an edge, in grey levels. It ends where its slope falls below the last.</summary>
    private const float LeastSlope = 6, LeastHeight = 24, EndSlope = 0.25f;

    /// <summary>Pixels on either side of an edge that must be even.</summary>
    private const int Ground = 3;

    /// <summary>Measures an image.</summary>
    public static EdgeProfile Of(in LumaPlane luma)
    {
        var sums = new EdgeSums();
        var line = new float[Math.Max(luma.Width, luma.Height)];
        for (int y = 1; y < luma.Height - 1; y += Step)
        {
            luma.Row(y).CopyTo(line);
            Follow(luma, line.AsSpan(0, luma.Width), y * luma.Width, 1, luma.Width, sums);
        }
        for (int x = 1; x < luma.Width - 1; x += Step)
        {
            for (int y = 0; y < luma.Height; y++) line[y] = luma.Values[y * luma.Width + x];
            Follow(luma, line.AsSpan(0, luma.Height), x, luma.Width, 1, sums);
        }
        return sums.Count == 0 ? default : new EdgeProfile(sums.Count, sums.Clean, sums.Quantile(0.1), sums.Quantile(0.5),
            sums.Quantile(0.9), (double)BitOperations.PopCount(sums.Parts) / EdgeSums.AllParts);
    }

    // Measures the edges across a line of the image, whose values stand so far apart, as its neighbours do beside it.
    private static void Follow(in LumaPlane luma, ReadOnlySpan<float> line, int start, int along, int beside, EdgeSums sums)
    {
        ReadOnlySpan<float> values = luma.Values;
        for (int i = 1; i + 2 < line.Length; i++)
        {
            float slope = line[i + 1] - line[i], size = Math.Abs(slope);
            if (size <= LeastSlope || size < Math.Abs(line[i] - line[i - 1]) || size <= Math.Abs(line[i + 2] - line[i + 1])) continue;
            int from = i, to = i + 1, sign = Math.Sign(slope);
            while (from > 0 && sign * (line[from] - line[from - 1]) > EndSlope) from--;
            while (to + 1 < line.Length && sign * (line[to + 1] - line[to]) > EndSlope) to++;
            float height = sign * (line[to] - line[from]);
            if (height < LeastHeight) continue;
            int at = start + i * along, next = at + along;
            float across = (values[at + beside] - values[at - beside] + values[next + beside] - values[next - beside]) / 4;
            float tilt = size / MathF.Sqrt(size * size + across * across); // an edge that is crossed aslant looks wider
            bool isClean = from >= Ground && to + Ground < line.Length
                && IsEven(line.Slice(from - Ground, Ground + 1)) && IsEven(line.Slice(to, Ground + 1));
            sums.Add(height / size * tilt, height * tilt, isClean, at % luma.Width, at / luma.Width, luma);
        }
    }

    private static bool IsEven(ReadOnlySpan<float> ground)
    {
        for (int i = 1; i < ground.Length; i++)
            if (Math.Abs(ground[i] - ground[i - 1]) > EndSlope) return false;
        return true;
    }
}
