using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>The scene, and where there is one, another of the same size to stand behind its subject.</summary>
/// <param name="Front">The scene.</param>
/// <param name="Back">The other; <see langword="null"/> where there is none.</param>
internal sealed record Scenery(PlanarImage Front, PlanarImage? Back)
{
    /// <summary>The background to draw: one that is not there is the scene turned.</summary>
    public Background Draw(Random random, double turnedChance)
    {
        bool turned = random.Chance(turnedChance);
        return Back is not null ? Background.Other : turned ? Background.Turned : Background.Same;
    }

    public PlanarImage Behind(Background background) => background switch
    {
        Background.Other => Back!,
        Background.Turned => Turned(Front),
        _ => Front,
    };

    private static PlanarImage Turned(PlanarImage image)
    {
        float[] pixels = image.Pixels.ToArray();
        Array.Reverse(pixels);
        return new PlanarImage(1, image.Height, image.Width, pixels);
    }
}
