namespace BlurDetection.Verdicts;

/// <summary>Blur that was smoothed and then sharpened, as phones do: its edges are as steep as sharp ones for a network, but wide, with a
/// halo on both sides.</summary>
/// <remarks>None of 1,499 sharp images that the network calls focus has such edges (docs/model-history.md).</remarks>
internal static class SharpenedBlur
{
    /// <summary>Below this probability of blur nothing is looked for.</summary>
    public const float LeastProbability = 0.15f;

    private const int LeastEdges = 200;

    /// <summary>Share of edges with halos, and their median width in pixels.</summary>
    private const double LeastHalos = 0.25, LeastWidth = 2;

    // Of a few rows, which tell nearly all sharp images, and of the first of them.
    private const double LeastHalosOfFewRows = 0.16, LeastHalosOfSomeRows = 0.22, LeastWidthOfSomeRows = 1.8;

    /// <summary>Whether an image is such.</summary>
    /// <param name="luma">The image, values 0 to 255.</param>
    /// <param name="probability">Probability of blur that the network gave.</param>
    public static bool Is(in LumaPlane luma, float probability)
    {
        if (probability < LeastProbability) return false;
        var some = EdgeProfile.OfSomeRows(luma, LeastHalosOfFewRows);
        if (some.Halos < LeastHalosOfSomeRows || some.HaloMedian < LeastWidthOfSomeRows) return false;
        var edges = EdgeProfile.Of(luma);
        return edges.Count >= LeastEdges && edges.Halos >= LeastHalos && edges.HaloMedian >= LeastWidth;
    }
}
