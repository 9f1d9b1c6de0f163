using System.Numerics;

namespace BlurDetection.Evaluation.Data;

/// <summary>The difference hash (dHash): 64 bits, each saying whether brightness rises from one cell of a coarse grid to
/// the next.</summary>
/// <remarks>Hardly moved by scaling, compression, exposure and blur. After Neal Krawetz, "Kind of Like That" (2013), on
/// area-averaged luma.</remarks>
internal static class PerceptualHash
{
    internal const int ThumbnailSide = 32;

    /// <summary>Hashes a square thumbnail of 32x32 luma values.</summary>
    /// <param name="thumbnail">1024 values, row by row.</param>
    /// <exception cref="ArgumentException">There are not 1024 values.</exception>
    public static ulong Compute(ReadOnlySpan<byte> thumbnail)
    {
        if (thumbnail.Length != ThumbnailSide * ThumbnailSide)
            throw new ArgumentException($"A thumbnail has {ThumbnailSide * ThumbnailSide} values, not {thumbnail.Length}.",
                nameof(thumbnail));
        Span<float> row = stackalloc float[9];
        ulong hash = 0;
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 9; x++) row[x] = CellMean(thumbnail, x * 32f / 9, (x + 1) * 32f / 9, y * 4);
            for (int x = 0; x < 8; x++) hash = (hash << 1) | (row[x + 1] > row[x] ? 1UL : 0UL);
        }
        return hash;
    }

    /// <summary>How many bits differ, 0 (alike) to 64.</summary>
    public static int Distance(ulong first, ulong second) => BitOperations.PopCount(first ^ second);

    // mean over 4 rows and a fractional range of columns
    private static float CellMean(ReadOnlySpan<byte> thumbnail, float left, float right, int top)
    {
        float sum = 0;
        for (int x = (int)left; x < 32 && x < right; x++)
        {
            float share = Math.Min(right, x + 1) - Math.Max(left, x);
            for (int y = top; y < top + 4; y++) sum += share * thumbnail[y * 32 + x];
        }
        return sum / (4 * (right - left));
    }
}
