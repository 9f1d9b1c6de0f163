using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>Turns what a model said into a verdict.</summary>
/// <param name="threshold">Least probability of a blurred image.</param>
/// <param name="evidenceThreshold">Least evidence of a blurred image; <see langword="null"/> for a model that does not tell.</param>
/// <param name="doubleImage">Probability of blur of a double image; <see langword="null"/> where none is looked for.</param>
internal sealed class VerdictRule(double threshold, double? evidenceThreshold, double? doubleImage = null)
{
    // One sharp word is little evidence, and yet enough: flat images look blurred, if anything. See docs/model-history.md.
    private const double EvidenceForFocus = 0.6;

    public double Threshold { get; } = threshold;

    public Decision Decide(in ModelOutput output, in LumaPlane luma)
    {
        var reason = Reason(output, luma);
        if (reason != IndeterminateReason.None) return new Decision(output, BlurVerdict.Indeterminate, reason);
        if (output.Probability >= Threshold) return new Decision(output, BlurVerdict.Blurred);
        if (doubleImage is not { } probability || DoubleImage.Find(luma) is not { } copies) return new Decision(output, BlurVerdict.Focus);
        ModelOutput doubled = output.Doubled(copies.Distance, (float)probability);
        return new Decision(doubled, probability >= Threshold ? BlurVerdict.Blurred : BlurVerdict.Focus)
        {
            DoubleImage = copies,
        };
    }

    private IndeterminateReason Reason(in ModelOutput output, in LumaPlane luma)
    {
        if (output.Evidence is not { } evidence || evidenceThreshold is not { } enough) return EvidenceReasons.OfEvenImage(luma);
        double needed = output.Probability < Threshold ? EvidenceForFocus * enough : enough;
        if (evidence < needed) return EvidenceReasons.OfImageWithoutEvidence(luma);
        return WhiteNoise.Is(luma) ? IndeterminateReason.Noise : IndeterminateReason.None;
    }
}
