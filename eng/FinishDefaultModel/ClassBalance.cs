namespace BlurDetection.FinishDefaultModel;

/// <summary>Weighs samples such that blur and focus are as likely: taken as they are, mostly sharp images would teach
/// that blur is rare everywhere.</summary>
internal static class ClassBalance
{
    /// <summary>The same samples with new targets and weights; the sum of all weights is their number.</summary>
    /// <param name="samples">Both classes must occur.</param>
    public static IReadOnlyList<CalibrationSample> Of(IReadOnlyList<CalibrationSample> samples)
    {
        double blur = samples.Sum(sample => sample.Weight * sample.Target),
            focus = samples.Sum(sample => sample.Weight * (1 - sample.Target));
        return [.. samples.Select(sample =>
        {
            // A soft target is a little of both, and each part is weighed by itself.
            double asBlur = sample.Weight * sample.Target / blur, asFocus = sample.Weight * (1 - sample.Target) / focus;
            return sample with { Target = asBlur / (asBlur + asFocus), Weight = samples.Count * (asBlur + asFocus) / 2 };
        })];
    }
}
