namespace BlurDetection.Verdicts;

/// <summary>Names what a picture without evidence looks like, from statistics of its values (0..255).</summary>
internal static class EvidenceReasons
{
    /// <summary>Values up to here are black, and from the other on white, for nearly every pixel of a frame without light or with too much.</summary>
    private const float Black = 24, White = 243;
    private const double NearlyAll = 0.98;

    /// <summary>Below this spread an 8-bit picture holds rounding and compression, no scene.</summary>
    private const double NoVariation = 1.5;

    /// <summary>Largest step between neighbouring blocks of a smooth gradient; a full range over 64 blocks.</summary>
    private const double SmoothStep = 4;

    /// <summary>Noise weaker than this is not seen.</summary>
    private const double VisibleNoise = 4;

    /// <summary>For a model without an evidence output: a reason only where there is next to no variation at all.</summary>
    public static IndeterminateReason OfEvenPicture(in LumaPlane luma)
    {
        var variation = LumaVariation.Of(luma);
        if (variation.StandardDeviation >= NoVariation) return IndeterminateReason.None;
        return variation.Mean switch
        {
            <= Black => IndeterminateReason.TooDark,
            >= White => IndeterminateReason.Overexposed,
            _ => IndeterminateReason.Flat,
        };
    }

    /// <summary>For a picture that the model found without evidence: what it looks like.</summary>
    public static IndeterminateReason OfPictureWithoutEvidence(in LumaPlane luma)
    {
        if (Share(luma, value => value <= Black) >= NearlyAll) return IndeterminateReason.TooDark;
        if (Share(luma, value => value >= White) >= NearlyAll) return IndeterminateReason.Overexposed;
        var variation = LumaVariation.Of(luma);
        var noise = NoiseEstimate.Of(luma);
        // White noise explains all of its own variance; a scene's variance lies in its large shapes.
        if (noise >= VisibleNoise && noise * noise >= 0.5 * variation.StandardDeviation * variation.StandardDeviation)
            return IndeterminateReason.Noise;
        return BlockSteps.Largest(luma) <= SmoothStep ? IndeterminateReason.Flat : IndeterminateReason.TooLittleDetail;
    }

    private static double Share(in LumaPlane luma, Predicate<float> matches)
    {
        var count = 0;
        foreach (var value in luma.Values)
            if (matches(value)) count++;
        return (double)count / luma.Values.Length;
    }
}
