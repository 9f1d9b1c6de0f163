using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>
/// Chooses the evidence below which images of one's own kind stay indeterminate: whoever vouches that images are in focus says
/// that they show something. Not so of black frames, skies, walls and noise, which are nothing but that at any evidence: the embedded
/// model finds 0.07 in a black frame and 0.22 in an even sky.
/// </summary>
internal static class EvidenceLevel
{
    /// <summary>The poorest images in focus, without the few that really show nothing.</summary>
    private const double Poorest = 0.05;

    /// <summary>How much of that the poorest blurred ones still have: 0.6 to 1.0 over nine kinds of images, blurred by
    /// synthesis.</summary>
    private const double LeftByBlur = 0.6;

    /// <summary>Above what the embedded model finds in images without anything, so that they stay indeterminate
    /// afterwards, too.</summary>
    private const double Least = 0.25;

    /// <returns>At most what the model has: images that it answers for are not taken away. <see langword="null"/> where it has none, or
    /// no image in focus that shows something tells its evidence.</returns>
    public static double? Choose(IEnumerable<EvaluatedImage> results, double? before)
    {
        if (before is not { } had) return null;
        double[] evidence =
        [
            .. results.Where(r => r.Label == ImageLabel.Focus && ShowsSomething(r) && r.Evidence is not null)
                .Select(r => r.Evidence!.Value).Order(),
        ];
        return evidence.Length == 0 ? null : Math.Min(had, Math.Max(Least, LeftByBlur * evidence[(int)(Poorest * evidence.Length)]));
    }

    /// <summary>Whether an image gets a verdict where the evidence must reach a level.</summary>
    public static bool Suffices(EvaluatedImage result, double? level) =>
        result.Verdict != BlurVerdict.Indeterminate || (ShowsSomething(result) && result.Evidence >= level);

    private static bool ShowsSomething(EvaluatedImage result) =>
        result.Reason is IndeterminateReason.None or IndeterminateReason.TooLittleDetail;
}
