namespace BlurDetection.Verdicts;

/// <summary>Blur that was smoothed and then sharpened, as phones do: its edges are as steep as sharp ones for a network, but wide, with a
/// halo on both sides.</summary>
/// <remarks>Of 1,485 sharp images that the network calls focus two have such edges (docs/model-history.md).</remarks>
internal static class SharpenedBlur
{
    /// <summary>Below this probability of blur nothing is looked for.</summary>
    public const float LeastProbability = 0.12f;

    private const int LeastEdges = 200;

    // Every sixteenth row tells nearly all sharp images.
    private const double LeastHalosOfSomeRows = 0.18, LeastHaloWidthOfSomeRows = 1.8, LeastLowOfSomeRows = 1.7,
        LeastHalosOfWideEdges = 0.06;

    /// <summary>Many halos around wide edges.</summary>
    private const double ManyHalos = 0.25, LeastHaloWidth = 2;

    /// <summary>Some halos where not even the narrowest edges are narrow. Microscopes and X-rays have such edges, too, but no flat ground
    /// without noise.</summary>
    private const double SomeHalos = 0.12, LeastLow = 1.9, MostNoise = 0.45;

    private const float LeastProbabilityOfSomeHalos = 0.15f;

    /// <summary>Whether an image is such.</summary>
    /// <param name="luma">The image, values 0 to 255.</param>
    /// <param name="probability">Probability of blur that the network gave.</param>
    public static bool Is(in LumaPlane luma, float probability)
    {
        if (probability < LeastProbability) return false;
        var some = EdgeProfile.OfSomeRows(luma);
        bool hasHalos = some.Halos >= LeastHalosOfSomeRows && some.HaloMedian >= LeastHaloWidthOfSomeRows,
            isWide = some.Halos >= LeastHalosOfWideEdges && some.Low >= LeastLowOfSomeRows;
        if (!hasHalos && !isWide) return false;
        var edges = EdgeProfile.Of(luma);
        if (edges.Count < LeastEdges) return false;
        return edges.Halos >= ManyHalos && edges.HaloMedian >= LeastHaloWidth
            || edges.Halos >= SomeHalos && edges.Low >= LeastLow && probability >= LeastProbabilityOfSomeHalos
                && NoiseEstimate.OfQuietGround(luma) <= MostNoise;
    }
}
