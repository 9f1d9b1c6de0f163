namespace BlurDetection.Synthesis.Labels;

/// <summary>Ground truth of a whole synthesized image, as a person would label it: the main subject decides.</summary>
/// <param name="Target">Probability of "blurred", 0..1.</param>
/// <param name="Weight">How much it counts; 0 where people would disagree.</param>
/// <param name="Strength">log2 of the visible width where it is even, and that of the subject where one is clear;
/// <see langword="null"/> elsewhere.</param>
internal readonly record struct ImageLabels(float Target, float Weight, float? Strength)
{
    private const double LeastSubjectEvidence = 0.12;

    public static ImageLabels Of(
        SynthesisRecipe recipe, BlurSynthesizer synthesizer, PatchLabels patches, double width, double shrink, bool subjectStrength)
    {
        double seen = Math.Sqrt(1 + (width * width - 1) / (shrink * shrink));
        float asWide = synthesizer.BlurProbability(seen);
        bool clearSubject = patches.SubjectEvidence > LeastSubjectEvidence;
        float subjectShare = patches.Subject.Average();
        float? ofSubject = subjectStrength && clearSubject ? (float)Math.Log2(patches.SubjectWidth) : null;
        return recipe switch
        {
            SynthesisRecipe.SoftBackground => new(0, clearSubject ? 1 : 0, ofSubject),
            SynthesisRecipe.SoftSubject => new(asWide, clearSubject ? 1 : 0, ofSubject),
            SynthesisRecipe.ObjectMotion => new(asWide, clearSubject && subjectShare > 0.25f ? 0.6f : 0, null),
            // Whether such an image is blurred, people disagree.
            SynthesisRecipe.Halves or SynthesisRecipe.LongExposure => new(0.5f, 0, null),
            SynthesisRecipe.DepthRamp => Ramp(synthesizer, patches),
            SynthesisRecipe.RolledShake => new(synthesizer.BlurProbability(patches.MeanWidth), 1, (float)Math.Log2(patches.MeanWidth)),
            _ => new(patches.Blur[0], 1, MathF.Log2(patches.VisibleWidth[0])),
        };
    }

    // In focus if a band near the centre is; blurred if no part of the middle half is.
    private static ImageLabels Ramp(BlurSynthesizer synthesizer, PatchLabels patches)
    {
        float sharpest = float.MaxValue;
        for (int row = patches.Rows / 4; row < patches.Rows - patches.Rows / 4; row++)
            for (int column = patches.Columns / 4; column < patches.Columns - patches.Columns / 4; column++)
                sharpest = Math.Min(sharpest, patches.VisibleWidth[row * patches.Columns + column]);
        float target = synthesizer.BlurProbability(sharpest);
        return new(target, target is < 0.2f or > 0.8f ? 0.7f : 0, null);
    }
}
