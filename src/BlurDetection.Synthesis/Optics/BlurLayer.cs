using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>An image after the lens and before the sensor: linear light, and how wide the blur is at each pixel.</summary>
/// <param name="Light">Linear light, 1 = clipping white.</param>
/// <param name="Width">Visible blur width for each pixel, in pixels, 1 = none.</param>
/// <param name="Directions">The same by direction; <see langword="null"/> where it is equal in all.</param>
/// <param name="Subject">Where the main subject is, 0..1 for each pixel; <see langword="null"/> for the whole image.</param>
/// <param name="Background">What lies behind the subject.</param>
internal sealed record BlurLayer(
    PlanarImage Light, float[] Width, IDirectionalWidth? Directions, float[]? Subject = null, Background Background = Background.Same)
{
    /// <summary>The same blur all over.</summary>
    public static BlurLayer Whole(PlanarImage light, PointSpreadFunction psf)
    {
        var width = new float[light.Width * light.Height];
        Array.Fill(width, (float)psf.VisibleWidth);
        return new BlurLayer(Convolution.Apply(light, psf), width, DirectionalWidth.Of(psf));
    }

    /// <summary>A region blurred by one PSF over a background blurred by another; the region's own edge is blurred with it.</summary>
    /// <param name="light">What the region shows.</param>
    /// <param name="region">Where it is, 0..1 for each pixel.</param>
    /// <param name="inside">Blur of the region.</param>
    /// <param name="outside">Blur of the background.</param>
    /// <param name="background">What lies behind the region.</param>
    public static BlurLayer Regions(
        Scenery light, float[] region, PointSpreadFunction inside, PointSpreadFunction outside, Background background)
    {
        int height = light.Front.Height, width = light.Front.Width;
        // The nearer layer's light and its coverage are spread together, so that its outline is as soft as its texture.
        var coverage = Convolution.Apply(new PlanarImage(1, height, width, region), inside).Pixels;
        var near = Convolution.Apply(light.Front, inside).Pixels;
        var far = Convolution.Apply(light.Behind(background), outside).Pixels;
        var mixed = new float[width * height];
        var widths = new float[width * height];
        for (int i = 0; i < mixed.Length; i++)
        {
            float share = coverage[i];
            mixed[i] = far[i] + share * (near[i] - far[i]);
            widths[i] = (float)(outside.VisibleWidth + share * (inside.VisibleWidth - outside.VisibleWidth));
        }
        return new BlurLayer(new PlanarImage(1, height, width, mixed), widths,
            new DirectionalWidth([.. inside.DirectionalWidths], [.. outside.DirectionalWidths], coverage.ToArray()), region, background);
    }

    /// <summary>The scene as it is without any blur.</summary>
    /// <param name="scenery">Front and back, in any units.</param>
    public PlanarImage Compose(Scenery scenery)
    {
        var scene = scenery.Front;
        if (Background == Background.Same || Subject is null) return scene;
        float[] composed = scenery.Behind(Background).Pixels.ToArray();
        for (int i = 0; i < Subject.Length; i++) composed[i] += Subject[i] * (scene.Buffer[i] - composed[i]);
        return new PlanarImage(1, scene.Height, scene.Width, composed);
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
