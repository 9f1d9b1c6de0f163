namespace BlurDetection.Verdicts;

/// <summary>Names what an image without evidence looks like, from statistics of its values (0..255).</summary>
internal static class EvidenceReasons
{
    /// <summary>Values up to here are black, and from the other on white, for nearly every pixel of a frame without light
    /// or with too much.</summary>
    private const float Black = 24, White = 243;
    private const double NearlyAll = 0.98;

    /// <summary>Beyond the middle of the range there is a mark on the black or the white, unless its pixels are as few as
    /// hot ones or dust.</summary>
    private const float Middle = 128;
    private const double FewPixels = 0.0002;

    /// <summary>Where light was cut off, half of all pixels or more stand at the end of the range. Paper and walls stand
    /// below it.</summary>
    private const float Clipped = 254;
    private const double MostlyClipped = 0.5;

    /// <summary>Below this spread an image is one even tone: white paper, a drawn background, as much as light that was
    /// cut off everywhere.</summary>
    private const double EvenTone = 0.25;

    /// <summary>Below this spread an 8-bit image holds rounding and compression, no scene.</summary>
    private const double NoVariation = 1.5;

    /// <summary>Largest step between neighbouring blocks of a smooth gradient; a full range over 64 blocks.</summary>
    private const double SmoothStep = 4;

    /// <summary>A step between neighbouring blocks, above what noise makes of them, that no gradient has: somewhere there
    /// is an edge, however small.</summary>
    private const double EdgeStep = 10;

    /// <summary>The largest of some ten thousand differences of means over 16 pixels, in standard deviations of the
    /// noise, and a margin.</summary>
    private const double NoiseStep = 2;

    /// <summary>Noise weaker than this is not seen.</summary>
    private const double VisibleNoise = 4;

    /// <summary>For a model without an evidence output: a reason only where there is next to no variation at all.</summary>
    public static IndeterminateReason OfEvenImage(in LumaPlane luma)
    {
        var variation = LumaVariation.Of(luma);
        if (variation.StandardDeviation >= NoVariation) return IndeterminateReason.None;
        if (variation.Mean <= Black) return IndeterminateReason.TooDark;
        return IsOverexposed(luma, variation) ? IndeterminateReason.Overexposed : IndeterminateReason.Flat;
    }

    /// <summary>For an image that the model found without evidence: what it looks like.</summary>
    public static IndeterminateReason OfImageWithoutEvidence(in LumaPlane luma)
    {
        if (Share(luma, value => value <= Black) >= NearlyAll)
            return Share(luma, value => value > Middle) > FewPixels ? IndeterminateReason.TooLittleDetail : IndeterminateReason.TooDark;
        var variation = LumaVariation.Of(luma);
        if (IsOverexposed(luma, variation)) return IndeterminateReason.Overexposed;
        var noise = NoiseEstimate.Of(luma);
        // White noise is everywhere, and explains all of its own variance; a scene's variance lies in its large shapes, a
        // page's in a few places.
        if (noise >= VisibleNoise && noise * noise >= 0.5 * variation.StandardDeviation * variation.StandardDeviation
            && NoiseEstimate.IsEverywhere(luma, noise))
            return IndeterminateReason.Noise;
        var steps = new BlockSteps(luma);
        return steps.Usual <= SmoothStep && steps.Largest < EdgeStep + NoiseStep * noise ? IndeterminateReason.Flat
            : IndeterminateReason.TooLittleDetail;
    }

    // White alone is no sign of too much light: paper is white. What tells is a scene that runs into the end of the
    // range, with what is left of it just below.
    private static bool IsOverexposed(in LumaPlane luma, LumaVariation variation) =>
        variation.Mean >= White && variation.StandardDeviation >= EvenTone
        && Share(luma, value => value >= White) >= NearlyAll && Share(luma, value => value >= Clipped) >= MostlyClipped
        && Share(luma, value => value < Middle) <= FewPixels;

    private static double Share(in LumaPlane luma, Predicate<float> matches)
    {
        var count = 0;
        foreach (var value in luma.Values)
            if (matches(value)) count++;
        return (double)count / luma.Values.Length;
    }
}
