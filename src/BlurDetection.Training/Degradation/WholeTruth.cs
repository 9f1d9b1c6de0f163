namespace BlurDetection.Training.Degradation;

/// <summary>What a person would say of a whole synthesized picture: the main subject decides.</summary>
/// <param name="Target">Probability of "blurred", 0..1.</param>
/// <param name="Weight">How much it counts; 0 where people would disagree.</param>
/// <param name="Strength">log2 of the visible width where it is even, and that of the subject where one is clear; <see langword="null"/> elsewhere.</param>
internal readonly record struct WholeTruth(float Target, float Weight, float? Strength)
{
    private const double LeastSubjectEvidence = 0.12;

    public static WholeTruth Of(SynthesisRecipe recipe, BlurSynthesizer synthesizer, LocalTruth truth, double width, double shrink, bool subjectStrength)
    {
        double seen = Math.Sqrt(1 + (width * width - 1) / (shrink * shrink));
        float asWide = synthesizer.BlurProbability(seen);
        bool clearSubject = truth.SubjectEvidence > LeastSubjectEvidence;
        float subjectShare = truth.Subject.Average();
        float? ofSubject = subjectStrength && clearSubject ? (float)Math.Log2(truth.SubjectWidth) : null;
        return recipe switch
        {
            SynthesisRecipe.SoftBackground => new(0, clearSubject ? 1 : 0, ofSubject),
            SynthesisRecipe.SoftSubject => new(asWide, clearSubject ? 1 : 0, ofSubject),
            SynthesisRecipe.ObjectMotion => new(asWide, clearSubject && subjectShare > 0.25f ? 0.6f : 0, null),
            // Whether such a picture is blurred, people disagree.
            SynthesisRecipe.Halves or SynthesisRecipe.LongExposure => new(0.5f, 0, null),
            SynthesisRecipe.DepthRamp => Ramp(synthesizer, truth),
            SynthesisRecipe.RolledShake => new(synthesizer.BlurProbability(truth.MeanWidth), 1, (float)Math.Log2(truth.MeanWidth)),
            _ => new(truth.Blur[0], 1, MathF.Log2(truth.VisibleWidth[0])),
        };
    }

    // In focus if a band near the centre is; blurred if no part of the middle half is.
    private static WholeTruth Ramp(BlurSynthesizer synthesizer, LocalTruth truth)
    {
        float sharpest = float.MaxValue;
        for (int row = truth.Rows / 4; row < truth.Rows - truth.Rows / 4; row++)
            for (int column = truth.Columns / 4; column < truth.Columns - truth.Columns / 4; column++)
                sharpest = Math.Min(sharpest, truth.VisibleWidth[row * truth.Columns + column]);
        float target = synthesizer.BlurProbability(sharpest);
        return new(target, target is < 0.2f or > 0.8f ? 0.7f : 0, null);
    }
}
