using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Cli.Synthesis;

/// <summary>Makes images out of one sharp image, leaving out those that people would argue about.</summary>
internal sealed class SynthesisRun(int width, int height, int seed)
{
    private const int Tries = 12;

    // An image without evidence has no label, so blank ones are not drawn here.
    private readonly BlurSynthesizer _synthesizer = new(new SynthesisOptions
    {
        Mixture = SynthesisOptions.DefaultMixture.Where(m => m.Key != SynthesisRecipe.Blank).ToDictionary(),
    });

    /// <summary>One image; <see langword="null"/> where the scene holds too little to tell blur from focus.</summary>
    /// <param name="luma">The sharp image.</param>
    /// <param name="index">Which one of the run; each has its own random numbers.</param>
    public SynthesizedImage? Make(PlanarImage luma, int index)
    {
        var (w, h) = luma.Height > luma.Width ? (Math.Min(width, height), Math.Max(width, height)) : (width, height);
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            int own = unchecked(seed * 1_000_003 + index * Tries + attempt);
            var image = _synthesizer.Synthesize(
                (x, y) => SceneSampler.Sample(new Random(own), luma, x, y), w, h, own, background: (x, y) =>
                    SceneSampler.Sample(new Random(~own), luma, x, y));
            if (image.TargetWeight >= 0.5f && Math.Abs(image.BlurTarget - 0.5f) >= 0.3f) return image;
        }
        return null;
    }
}
