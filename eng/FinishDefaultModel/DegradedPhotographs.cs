using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Training.Data;

namespace BlurDetection.FinishDefaultModel;

/// <summary>Images of several sizes, made of photographs and of rendered scenes.</summary>
internal static class DegradedPhotographs
{
    private static readonly (int Width, int Height)[] Sizes = [(320, 320), (448, 336), (336, 448), (640, 480), (960, 720)];

    // As in training: patterns, sparse pages, lamps and microscopes are rare among photographs.
    private const double RenderedShare = 0.28;

    /// <summary>One image of one of the photographs, or of a rendered scene, drawn by chance; the background may be another.</summary>
    public static (string Set, SynthesizedImage Image) Make(IReadOnlyList<Photograph> photographs, BlurSynthesizer synthesizer, int seed)
    {
        var random = new Random(seed);
        var (width, height) = Sizes[random.Next(Sizes.Length)];
        var photograph = photographs[random.Next(photographs.Count)];
        int? kind = random.NextDouble() < RenderedShare ? RenderedScene.DrawKind(random, specimens: true) : null;
        var (recipe, visibleWidth) = WishedBlur.Of(random, kind, kind is null ? photograph : null, synthesizer.Options);
        return (kind is null ? photograph.Set : "rendered", synthesizer.Synthesize(
            (w, h) => kind is { } drawn ? RenderedScene.Draw(random, w, h, drawn) : SceneSampler.Sample(random, photograph.ToLuma(), w, h),
            width, height, random.Next(), recipe, visibleWidth,
            background: (w, h) => SceneSampler.Sample(random, photographs[random.Next(photographs.Count)].ToLuma(), w, h)));
    }
}
