using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>The scene, and where there is one, another of the same size to stand behind its subject.</summary>
/// <param name="Front">The scene.</param>
/// <param name="Back">The other; <see langword="null"/> where there is none.</param>
internal sealed record Scenery(PlanarImage Front, PlanarImage? Back)
{
    /// <summary>The ground to draw: one that is not there is the scene turned.</summary>
    public Ground Draw(Random random, double turnedChance)
    {
        bool turned = random.Chance(turnedChance);
        return Back is not null ? Ground.Other : turned ? Ground.Turned : Ground.Same;
    }

    public PlanarImage Behind(Ground ground) => ground switch
    {
        Ground.Other => Back!,
        Ground.Turned => Turned(Front),
        _ => Front,
    };

    private static PlanarImage Turned(PlanarImage image)
    {
        float[] pixels = image.Pixels.ToArray();
        Array.Reverse(pixels);
        return new PlanarImage(1, image.Height, image.Width, pixels);
    }
}
