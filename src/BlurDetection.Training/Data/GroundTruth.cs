using BlurDetection.Synthesis;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Data;

/// <summary>What is known of a synthesized image, as targets for the outputs of the default network.</summary>
internal static class GroundTruth
{
    private const int Kinds = 3;

    public static IReadOnlyDictionary<string, OutputTarget> Of(SynthesizedImage image)
    {
        int cells = image.MapWidth * image.MapHeight;
        var targets = new Dictionary<string, OutputTarget>
        {
            [DefaultNetwork.Map] = Map(image, cells),
            [DefaultNetwork.Directions] = Directions(image, cells),
            ["evidence"] = new([image.Evidence]),
        };
        if (image.Strength is { } strength) targets["strength"] = new([strength], [image.Evidence]);
        if (image.Kind is { } kind)
            targets["kind"] = new([.. Enumerable.Range(0, Kinds).Select(k => k == (int)kind ? 1f : 0f)],
                [.. Enumerable.Repeat(image.TargetWeight * image.BlurTarget, Kinds)]);
        return targets;
    }

    // A flat cell between blurred ones is blurred, too: its surroundings show it, wherever the image shows anything at all.
    private static OutputTarget Map(SynthesizedImage image, int cells)
    {
        float[] values = [.. image.LocalBlur, .. image.LocalEvidence], weights = new float[2 * cells];
        for (int cell = 0; cell < cells; cell++)
        {
            float evidence = image.LocalEvidence[cell];
            weights[cell] = image.LocalWeight[cell] * (evidence + image.Evidence * (1 - evidence));
            weights[cells + cell] = image.LocalWeight[cell];
        }
        return new OutputTarget(values, weights);
    }

    // Sharp along one direction and wide along another is motion: each direction counts where there is detail along it.
    private static OutputTarget Directions(SynthesizedImage image, int cells) => new(
        [.. image.LocalDirectionalWidth.Select(MathF.Log2)],
        [.. image.LocalDirectionalEvidence.Select((evidence, at) => evidence * image.LocalWeight[at % cells])]);
}
