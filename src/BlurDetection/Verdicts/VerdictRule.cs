using BlurDetection.Imaging;
using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>Turns what a model said into a verdict.</summary>
internal sealed class VerdictRule(double threshold, double? evidenceThreshold)
{
    public double Threshold { get; } = threshold;

    public BlurPrediction Judge(in ModelOutput output, PlanarImage image, int originalWidth, int originalHeight)
    {
        var reason = Reason(output, image);
        var verdict = reason != IndeterminateReason.None ? BlurVerdict.Indeterminate
            : output.Probability >= Threshold ? BlurVerdict.Blurred
            : BlurVerdict.Focus;
        return new BlurPrediction
        {
            Verdict = verdict,
            Reason = reason,
            Probability = output.Probability,
            Threshold = Threshold,
            Kind = verdict == BlurVerdict.Blurred ? output.Kind : null,
            Strength = output.Strength,
            Evidence = output.Evidence,
            Map = output.Map,
            Width = originalWidth,
            Height = originalHeight,
        };
    }

    private IndeterminateReason Reason(in ModelOutput output, PlanarImage image)
    {
        if (output.Evidence is not { } evidence || evidenceThreshold is not { } enough) return EvidenceReasons.OfEvenPicture(image);
        return evidence < enough ? EvidenceReasons.OfPictureWithoutEvidence(image) : IndeterminateReason.None;
    }
}
