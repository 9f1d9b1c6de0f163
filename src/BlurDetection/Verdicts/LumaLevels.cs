using System.Numerics;

namespace BlurDetection.Verdicts;

/// <summary>How an image's values lie, from 48 of its rows.</summary>
/// <param name="Main">The grey level that most pixels are near, 0 to 255.</param>
/// <param name="MainShare">The share of pixels near it.</param>
/// <param name="Second">The grey level that most others are near.</param>
/// <param name="SecondShare">Their share.</param>
internal readonly record struct LumaLevels(int Main, double MainShare, int Second, double SecondShare)
{
    private const int Rows = 48;

    /// <summary>Levels as near to a main one as this are counted with it, and no nearer is the second one.</summary>
    private const int Near = 2, Apart = 6;

    /// <summary>The share of pixels near one of both.</summary>
    public double TwoMain => MainShare + SecondShare;

    /// <summary>The share of pixels that have the very value of their neighbour to the right.</summary>
    public static double Repeated(in LumaPlane luma)
    {
        int step = Math.Max(1, luma.Height / Rows), count = 0;
        var repeated = Vector<int>.Zero;
        for (int y = 0; y < luma.Height; y += step)
        {
            ReadOnlySpan<float> row = luma.Row(y);
            for (int x = 0; x + Vector<float>.Count < row.Length; x += Vector<float>.Count)
            {
                repeated -= Vector.Equals(new Vector<float>(row[x..]), new Vector<float>(row[(x + 1)..])); // -1 where they are equal
                count += Vector<float>.Count;
            }
        }
        return count == 0 ? 0 : (double)Vector.Sum(repeated) / count;
    }

    /// <summary>The main levels.</summary>
    public static LumaLevels Of(in LumaPlane luma)
    {
        Span<int> levels = stackalloc int[256];
        levels.Clear();
        int step = Math.Max(1, luma.Height / Rows), count = 0;
        for (int y = 0; y < luma.Height; y += step)
        {
            foreach (float value in luma.Row(y)) levels[(int)Math.Clamp(value + 0.5f, 0, 255)]++;
            count += luma.Width;
        }
        var (main, share) = Highest(levels, -1);
        var (second, secondShare) = Highest(levels, main);
        return new LumaLevels(main, (double)share / count, second, (double)secondShare / count);
    }

    private static (int Level, int Count) Highest(ReadOnlySpan<int> levels, int notNear)
    {
        var best = (Level: 0, Count: 0);
        for (int level = 0; level < levels.Length; level++)
        {
            if (notNear >= 0 && Math.Abs(level - notNear) <= Apart) continue;
            int count = 0;
            for (int near = Math.Max(0, level - Near); near <= Math.Min(levels.Length - 1, level + Near); near++) count += levels[near];
            if (count > best.Count) best = (level, count);
        }
        return best;
    }
}
