namespace BlurDetection.Video;

/// <summary>The probability of blur beside the sharpest frames of the same video: what the lens, the scene, night or the codec do to every
/// frame counts half.</summary>
/// <remarks>All of it would leave no blur in a video that has no sharp frame; none of it ranks the frames of a soft scene above the blurred
/// ones of another. Weight and usual probability were chosen on clips over twelve photographs that results/video.md does not count.
/// </remarks>
internal static class RelativeProbability
{
    private const double Weight = 0.5;

    // A frame or two may look sharp by chance: noise, a title.
    private const double SharpestShare = 0.1;

    // What the sharpest tenth of a sharp scene stays below: there nothing changes, and the classifier's threshold holds.
    private const double Usual = 0.14;

    private const double Least = 1e-6; // log-odds are finite

    /// <summary>What the log-odds of all frames are lowered by.</summary>
    public static double Lowering(IReadOnlyList<FramePrediction> frames)
    {
        // Where noise leaves no frame any evidence it does so to all alike, and they can be ranked still.
        var telling = frames.Where(frame => frame.Prediction.Verdict != BlurVerdict.Indeterminate).ToArray();
        var odds = (telling.Length > 0 ? telling : frames).Select(frame => LogOdds(frame.Prediction.Probability)).Order().ToArray();
        return odds.Length == 0 ? 0 : Weight * (odds[(int)(SharpestShare * (odds.Length - 1))] - LogOdds(Usual));
    }

    /// <summary>A frame's probability with lowered log-odds, 0 to 1.</summary>
    public static double Of(BlurPrediction prediction, double lowering) =>
        1 / (1 + Math.Exp(lowering - LogOdds(prediction.Probability)));

    private static double LogOdds(double probability)
    {
        var inside = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(inside / (1 - inside));
    }
}
