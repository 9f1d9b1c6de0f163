using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics.Motion;

/// <summary>A shaken camera that rolls about its axis as well, so that each place has a PSF of its own: streaks turn around a point, and
/// are shortest there.</summary>
/// <remarks>The image is blurred by the PSFs of a grid of places, and each pixel mixes the four around it (efficient
/// filter flow; Hirsch et al., 2010).</remarks>
internal static class RolledShake
{
    private const int Nodes = 4;
    private const double MostRestlessTurn = 0.35, Pauses = 0.35;

    /// <summary>Draws a path and a centre, and shakes.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="light">Linear light.</param>
    /// <param name="width">Visible width at the place half-way between the centre of the roll and the far corner, in pixels.</param>
    public static BlurLayer Apply(Random random, PlanarImage light, double width)
    {
        var drift = CameraShakePath.Create(random, random.LogUniform(0.01, 1), Pauses);
        var turn = CameraShakePath.Create(random, random.LogUniform(0.01, MostRestlessTurn), 0);
        double share = random.Uniform(0.25, 1), zoom = random.Chance(0.2) ? random.Uniform(-1, 1) : 0;
        double centreX = random.Uniform(-0.1, 1.1) * light.Width, centreY = random.Uniform(-0.1, 1.1) * light.Height;
        double reach = Math.Max(centreX, light.Width - centreX) + Math.Max(centreY, light.Height - centreY);

        // Small angles: the roll moves each point at right angles to its ray from the centre, the zoom along it.
        PointSpreadFunction At(double x, double y, double scale)
        {
            double fromX = 2 * (x - centreX) / reach, fromY = 2 * (y - centreY) / reach;
            return MotionPsf.FromPath([.. drift.Zip(turn, (still, angle) => (
                scale * (still.X * (1 - share) + angle.X * share * (zoom * fromX - fromY)),
                scale * (still.Y * (1 - share) + angle.X * share * (zoom * fromY + fromX)),
                still.Dwell))]);
        }

        double farX = centreX < light.Width / 2.0 ? light.Width : 0, farY = centreY < light.Height / 2.0 ? light.Height : 0, scale = width;
        PsfFitting.ToWidth(width, s => At((centreX + farX) / 2, (centreY + farY) / 2, scale = s), width, Math.Min(90, 8 * width));
        var field = new PointSpreadFunction[Nodes * Nodes];
        for (int i = 0; i < field.Length; i++)
            field[i] = At(i % Nodes * (light.Width - 1.0) / (Nodes - 1), i / Nodes * (light.Height - 1.0) / (Nodes - 1), scale);
        return Blend(light, field);
    }

    /// <summary>Blurs each place by its own PSF; between places the results are mixed.</summary>
    /// <param name="light">Linear light.</param>
    /// <param name="field">4 x 4 PSFs, row by row, from corner to corner.</param>
    public static BlurLayer Blend(PlanarImage light, IReadOnlyList<PointSpreadFunction> field)
    {
        int width = light.Width, height = light.Height;
        var mixed = new float[width * height];
        var widths = new float[width * height];
        for (int node = 0; node < field.Count; node++)
        {
            float[] across = Hat(node % Nodes, width), down = Hat(node / Nodes, height);
            var (left, right) = Support(across);
            var (top, bottom) = Support(down);
            var part = Part(light, field[node], left, top, right - left, bottom - top);
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    float share = across[x] * down[y];
                    mixed[y * width + x] += share * part[(y - top) * (right - left) + x - left];
                    widths[y * width + x] += share * (float)field[node].VisibleWidth;
                }
            }
        }
        return new BlurLayer(new PlanarImage(1, height, width, mixed), widths,
            new DirectionalWidthGrid(Nodes, Nodes, [.. field.Select(psf => psf.DirectionalWidths)]));
    }

    // One at the node, nothing at its neighbours.
    private static float[] Hat(int node, int length)
    {
        var hat = new float[length];
        for (int i = 0; i < length; i++) hat[i] = MathF.Max(0, 1 - MathF.Abs(i * (Nodes - 1f) / (length - 1) - node));
        return hat;
    }

    private static (int First, int End) Support(float[] hat) =>
        (Array.FindIndex(hat, value => value > 0), Array.FindLastIndex(hat, value => value > 0) + 1);

    // Convolves a rectangle only, with what lies around it.
    private static float[] Part(PlanarImage light, PointSpreadFunction psf, int left, int top, int width, int height)
    {
        int margin = psf.Radius, wide = width + 2 * margin, high = height + 2 * margin;
        var cut = new float[wide * high];
        for (int y = 0; y < high; y++)
        {
            var from = light.Pixels.Slice(Convolution.Reflect(top + y - margin, light.Height) * light.Width, light.Width);
            for (int x = 0; x < wide; x++) cut[y * wide + x] = from[Convolution.Reflect(left + x - margin, light.Width)];
        }
        var blurred = Convolution.Apply(new PlanarImage(1, high, wide, cut), psf).Pixels;
        var part = new float[width * height];
        for (int y = 0; y < height; y++) blurred.Slice((y + margin) * wide + margin, width).CopyTo(part.AsSpan(y * width));
        return part;
    }
}
