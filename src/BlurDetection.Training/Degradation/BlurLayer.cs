using BlurDetection.Imaging;
using BlurDetection.Training.Degradation.Psf;

namespace BlurDetection.Training.Degradation;

/// <summary>A picture after the lens and before the sensor: linear light, and how wide the blur is at each pixel.</summary>
/// <param name="Light">Linear light, 1 = clipping white.</param>
/// <param name="Width">Visible blur width for each pixel, in pixels, 1 = none.</param>
/// <param name="Directions">The same by direction; <see langword="null"/> where it is equal in all.</param>
/// <param name="Subject">Where the main subject is, 0..1 for each pixel; <see langword="null"/> for the whole picture.</param>
/// <param name="TurnedGround">Whether what lies behind the subject is the scene turned by 180 degrees, and not the scene itself.</param>
internal sealed record BlurLayer(PlanarImage Light, float[] Width, DirectionalWidth? Directions, float[]? Subject = null, bool TurnedGround = false)
{
    /// <summary>The same blur all over.</summary>
    public static BlurLayer Whole(PlanarImage light, PointSpreadFunction psf)
    {
        var width = new float[light.Width * light.Height];
        Array.Fill(width, (float)psf.VisibleWidth);
        return new BlurLayer(Convolution.Apply(light, psf), width, DirectionalWidth.Of(psf));
    }

    /// <summary>A region blurred by one PSF over a ground blurred by another; the region's own edge is blurred with it.</summary>
    /// <param name="light">What the region shows.</param>
    /// <param name="region">Where it is, 0..1 for each pixel.</param>
    /// <param name="inside">Blur of the region.</param>
    /// <param name="outside">Blur of the ground.</param>
    /// <param name="turnGround">Whether the light turned by 180 degrees lies behind the region, so that the outline is one of things, and not of blur alone.</param>
    public static BlurLayer Regions(PlanarImage light, float[] region, PointSpreadFunction inside, PointSpreadFunction outside, bool turnGround)
    {
        int height = light.Height, width = light.Width;
        // The nearer layer's light and its coverage are spread together, so that its outline is as soft as its texture.
        var coverage = Convolution.Apply(new PlanarImage(1, height, width, region), inside).Pixels;
        var near = Convolution.Apply(light, inside).Pixels;
        var far = Convolution.Apply(turnGround ? Turned(light) : light, outside).Pixels;
        var mixed = new float[width * height];
        var widths = new float[width * height];
        for (int i = 0; i < mixed.Length; i++)
        {
            float share = coverage[i];
            mixed[i] = far[i] + share * (near[i] - far[i]);
            widths[i] = (float)(outside.VisibleWidth + share * (inside.VisibleWidth - outside.VisibleWidth));
        }
        return new BlurLayer(new PlanarImage(1, height, width, mixed), widths, new DirectionalWidth([.. inside.DirectionalWidths], [.. outside.DirectionalWidths], coverage.ToArray()), region, turnGround);
    }

    /// <summary>The scene as it is without any blur.</summary>
    /// <param name="scene">The whole scene, in any units.</param>
    public PlanarImage Compose(PlanarImage scene)
    {
        if (!TurnedGround || Subject is null) return scene;
        var composed = Turned(scene);
        for (int i = 0; i < Subject.Length; i++) composed.Buffer[i] += Subject[i] * (scene.Buffer[i] - composed.Buffer[i]);
        return composed;
    }

    private static PlanarImage Turned(PlanarImage image)
    {
        float[] pixels = image.Pixels.ToArray();
        Array.Reverse(pixels);
        return new PlanarImage(1, image.Height, image.Width, pixels);
    }

    /// <summary>Blur that grows with a depth map; levels in between are mixed.</summary>
    public static BlurLayer Depth(PlanarImage light, float[] depth, IReadOnlyList<PointSpreadFunction> levels)
    {
        var images = levels.Select(psf => Convolution.Apply(light, psf)).ToArray();
        var mixed = new float[light.Width * light.Height];
        var widths = new float[mixed.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            float at = Math.Clamp(depth[i], 0, 1) * (levels.Count - 1);
            int below = Math.Min((int)at, levels.Count - 2);
            float share = at - below;
            mixed[i] = images[below].Buffer[i] * (1 - share) + images[below + 1].Buffer[i] * share;
            widths[i] = (float)(levels[below].VisibleWidth * (1 - share) + levels[below + 1].VisibleWidth * share);
        }
        return new BlurLayer(new PlanarImage(1, light.Height, light.Width, mixed), widths, null);
    }
}
