namespace BlurDetection.Video.Tests.Support;

/// <summary>Predictions made by hand.</summary>
internal static class Predictions
{
    /// <summary>One frame's prediction; a probability of NaN makes it indeterminate.</summary>
    public static FramePrediction At(double seconds, double probability) => new(TimeSpan.FromSeconds(seconds), Of(probability));

    public static BlurPrediction Of(double probability, double? strength = null, IndeterminateReason reason = IndeterminateReason.Flat)
    {
        var none = double.IsNaN(probability);
        return new BlurPrediction
        {
            Verdict = none ? BlurVerdict.Indeterminate : probability >= 0.5 ? BlurVerdict.Blurred : BlurVerdict.Focus,
            Probability = none ? 0.99 : probability,
            Threshold = 0.5,
            Reason = none ? reason : IndeterminateReason.None,
            Kind = !none && probability >= 0.5 ? BlurKind.Defocus : null,
            Strength = strength,
            Width = 640,
            Height = 480,
        };
    }
}
