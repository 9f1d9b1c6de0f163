using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>Turns what a model said into a verdict.</summary>
internal sealed class VerdictRule(double threshold, double? evidenceThreshold)
{
    // One sharp word is little evidence, and yet enough: flat images look blurred, if anything. See docs/model-history.md.
    private const double EvidenceForFocus = 0.6;

    public double Threshold { get; } = threshold;

    public (BlurVerdict Verdict, IndeterminateReason Reason) Decide(in ModelOutput output, in LumaPlane luma)
    {
        var reason = Reason(output, luma);
        if (reason != IndeterminateReason.None) return (BlurVerdict.Indeterminate, reason);
        return (output.Probability >= Threshold ? BlurVerdict.Blurred : BlurVerdict.Focus, reason);
    }

    private IndeterminateReason Reason(in ModelOutput output, in LumaPlane luma)
    {
        if (output.Evidence is not { } evidence || evidenceThreshold is not { } enough) return EvidenceReasons.OfEvenImage(luma);
        double needed = output.Probability < Threshold ? EvidenceForFocus * enough : enough;
        if (evidence < needed) return EvidenceReasons.OfImageWithoutEvidence(luma);
        return WhiteNoise.Is(luma) ? IndeterminateReason.Noise : IndeterminateReason.None;
    }
}
