using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Training.Data;

/// <summary>Which blur a scene is made with, where the mixture's own would be rare or wrong.</summary>
internal static class WishedBlur
{
    private const double LampBlurShare = 0.45, LeastLampBlur = 10, LeastSoftBlur = 5, SharpSoftShare = 0.35, VisiblyWider = 1.6;

    /// <summary>Lamps far out of focus would be rare; what is soft by itself is not blurred by a little more.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="kind">Kind of a rendered scene.</param>
    /// <param name="photograph">The photograph where the scene is none.</param>
    /// <param name="options">What is synthesized.</param>
    /// <returns><see langword="null"/> for what the mixture shall draw.</returns>
    public static (SynthesisRecipe? Recipe, double? VisibleWidth) Of(
        Random random, int? kind, Photograph? photograph, SynthesisOptions options)
    {
        double greatest = options.GreatestWidth;
        if (kind is { } night && RenderedScene.IsNight(night) && greatest > LeastLampBlur
            && options.Mixture.GetValueOrDefault(SynthesisRecipe.Defocus) > 0 && random.NextDouble() < LampBlurShare)
            return (SynthesisRecipe.Defocus, LogUniform(random, LeastLampBlur, greatest));
        double least = kind is { } drawn && RenderedScene.IsFluorescence(drawn) ? LeastSoftBlur
            : photograph is { IsSoft: true } ? Math.Max(LeastSoftBlur, VisiblyWider * photograph.IntrinsicWidth) : greatest;
        if (least >= greatest || options.Mixture.GetValueOrDefault(SynthesisRecipe.Sharp) <= 0) return (null, null);
        return (random.NextDouble() < SharpSoftShare ? SynthesisRecipe.Sharp : null, LogUniform(random, least, greatest));
    }

    private static double LogUniform(Random random, double least, double greatest) =>
        least * Math.Pow(greatest / least, random.NextDouble());
}
