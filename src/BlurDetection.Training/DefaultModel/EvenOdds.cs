namespace BlurDetection.Training.DefaultModel;

/// <summary>Weighs samples such that blur and focus are as likely: taken as they are, mostly sharp pictures would teach that blur is rare everywhere.</summary>
internal static class EvenOdds
{
    /// <summary>The same samples with new targets and weights; the sum of all weights is their number.</summary>
    /// <param name="samples">Logit, target from 0 (focus) to 1 (blur), weight above 0. Both classes must occur.</param>
    public static IReadOnlyList<(double Logit, double Target, double Weight)> Of(IReadOnlyList<(double Logit, double Target, double Weight)> samples)
    {
        double blur = samples.Sum(sample => sample.Weight * sample.Target), focus = samples.Sum(sample => sample.Weight * (1 - sample.Target));
        return [.. samples.Select(sample =>
        {
            // A soft target is a little of both, and each part is weighed by itself.
            double asBlur = sample.Weight * sample.Target / blur, asFocus = sample.Weight * (1 - sample.Target) / focus;
            return (sample.Logit, asBlur / (asBlur + asFocus), samples.Count * (asBlur + asFocus) / 2);
        })];
    }
}
