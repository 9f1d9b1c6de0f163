using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>Turns what a model said into a verdict.</summary>
/// <param name="threshold">Least probability of a blurred image.</param>
/// <param name="evidenceThreshold">Least evidence of a blurred image; <see langword="null"/> for a model that does not tell.</param>
/// <param name="measured">Probability of blur of what is found without the network, double images and blurred drawings;
/// <see langword="null"/> where nothing is looked for.</param>
internal sealed class VerdictRule(double threshold, double? evidenceThreshold, double? measured = null)
{
    // One sharp word is little evidence, and yet enough: flat images look blurred, if anything. See docs/model-history.md.
    private const double EvidenceForFocus = 0.6;

    // What wide edges of letters add to the log-odds of blur; below the probability it would change no verdict. See there, too.
    private const float SoftPageLogOdds = 1.2f, LeastOfSoftPage = 0.25f;

    // The same of edges with halos.
    private const float SharpenedBlurLogOdds = 3;

    public double Threshold { get; } = threshold;

    public Decision Decide(in ModelOutput output, in LumaPlane luma)
    {
        var reason = Reason(output, luma);
        if (reason != IndeterminateReason.None)
            return measured is { } sure && reason == IndeterminateReason.TooLittleDetail && DrawnImage.IsSharpPage(luma)
                ? Measured(output, 1 - sure) : new Decision(output, BlurVerdict.Indeterminate, reason);
        if (measured is not { } probability) return Plain(output);
        // Both copies of a page that was shaken have sharp edges, so what is sharp is searched for them all the same.
        var decision = DrawnImage.IsSharp(luma) is { } isSharp ? Measured(output, isSharp ? 1 - probability : probability) : Plain(output);
        if (decision.Verdict == BlurVerdict.Blurred) return decision;
        float logOdds = decision.Output.Probability >= LeastOfSoftPage && DrawnImage.IsSoftPage(luma) ? SoftPageLogOdds
            : SharpenedBlur.Is(luma, decision.Output.Probability) ? SharpenedBlurLogOdds : 0;
        if (logOdds > 0) decision = Plain(Raised(decision.Output, logOdds));
        if (decision.Verdict == BlurVerdict.Blurred || DoubleImage.Find(luma) is not { } copies) return decision;
        return Plain(decision.Output.Doubled(copies.Distance, (float)probability)) with { DoubleImage = copies };
    }

    private Decision Plain(in ModelOutput output) => new(output, Verdict(output.Probability));

    // What was measured decides, and the network may be surer still.
    private Decision Measured(in ModelOutput output, double probability) => Plain(output with
    {
        Probability = (float)(probability < 0.5 ? Math.Min(output.Probability, probability) : Math.Max(output.Probability, probability)),
    });

    private static ModelOutput Raised(in ModelOutput output, float logOdds) => output with
    {
        Probability = 1 / (1 + MathF.Exp(-logOdds) * (1 - output.Probability) / output.Probability),
    };

    private BlurVerdict Verdict(double probability) => probability >= Threshold ? BlurVerdict.Blurred : BlurVerdict.Focus;

    private IndeterminateReason Reason(in ModelOutput output, in LumaPlane luma)
    {
        if (output.Evidence is not { } evidence || evidenceThreshold is not { } enough) return EvidenceReasons.OfEvenImage(luma);
        double needed = output.Probability < Threshold ? EvidenceForFocus * enough : enough;
        if (evidence < needed) return EvidenceReasons.OfImageWithoutEvidence(luma);
        return WhiteNoise.Is(luma) ? IndeterminateReason.Noise : IndeterminateReason.None;
    }
}
