using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics.Motion;

/// <summary>Motion about a point: towards it or away from it, as out of a moving car, and around it, as a wheel turns. Still at the point,
/// faster further out.</summary>
/// <remarks>
/// Every place follows the flow exp(t (zoom + i turn)) of one linear field, t from -1/2 to 1/2. Flows of one field follow
/// one another, so a long motion is a short one, repeated along the rest of the way: two passes of few samples instead of one of many.
/// </remarks>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
/// <param name="centreX">The still point, in pixels; may lie outside.</param>
/// <param name="centreY">The still point, in pixels; may lie outside.</param>
/// <param name="zoom">Logarithm of the growth during the exposure.</param>
/// <param name="turn">Angle turned during the exposure, in radians.</param>
internal sealed class RadialSceneMotion(int width, int height, double centreX, double centreY, double zoom, double turn) : ISceneMotion,
    IDirectionalWidth
{
    private const double PixelsPerSample = 1.5;
    private const double OnePass = 48;

    /// <inheritdoc/>
    public IDirectionalWidth Directions => this;

    /// <inheritdoc/>
    float[]? IDirectionalWidth.Share => null;

    /// <inheritdoc/>
    public double WidthAt(int x, int y)
    {
        var (across, down) = Velocity(x, y);
        return Math.Max(1, Math.Sqrt(across * across + down * down));
    }

    /// <inheritdoc/>
    public double At(int direction, double inside, double across, double down)
    {
        var (x, y) = Velocity(across * width - 0.5, down * height - 0.5);
        double angle = Math.PI * direction / DirectionalWidth.Directions;
        return Math.Max(1, Math.Abs(x * Math.Cos(angle) + y * Math.Sin(angle)));
    }

    /// <inheritdoc/>
    public PlanarImage Blur(PlanarImage light)
    {
        // The speed is greatest in a corner.
        double longest = new[]
        {
            (0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1),
        }.Max(corner => WidthAt(corner.Item1, corner.Item2));
        double samples = longest / PixelsPerSample;
        int repeats = longest > OnePass ? (int)Math.Ceiling(Math.Sqrt(samples)) : 1, each = (int)Math.Ceiling(samples / repeats) + 1;
        var once = Pass(light, Times(each, 1.0 / repeats));
        return repeats == 1 ? once : Pass(once, Times(repeats, 1));
    }

    private (double Across, double Down) Velocity(double x, double y) =>
        (zoom * (x - centreX) - turn * (y - centreY), zoom * (y - centreY) + turn * (x - centreX));

    private static double[] Times(int count, double span) => [.. Enumerable.Range(0, count).Select(i => span * ((i + 0.5) / count - 0.5))];

    // The mean of what passes each place at these times.
    private PlanarImage Pass(PlanarImage source, double[] times)
    {
        var mean = new float[width * height];
        float share = 1f / times.Length;
        foreach (double time in times)
        {
            double scale = Math.Exp(zoom * time), cos = scale * Math.Cos(turn * time), sin = scale * Math.Sin(turn * time);
            for (int y = 0; y < height; y++)
            {
                double fromX = centreX - cos * centreX - sin * (y - centreY), fromY = centreY - sin * centreX + cos * (y - centreY);
                var row = mean.AsSpan(y * width, width);
                for (int x = 0; x < row.Length; x++) row[x] += share * Read(source, (float)(fromX + cos * x), (float)(fromY + sin * x));
            }
        }
        return new PlanarImage(1, height, width, mean);
    }

    private static float Read(PlanarImage source, float x, float y)
    {
        float floorX = MathF.Floor(x), floorY = MathF.Floor(y), right = x - floorX, below = y - floorY;
        int left = (int)floorX, top = (int)floorY, width = source.Width, height = source.Height, nextX = left + 1, nextY = top + 1;
        if (left < 0 || top < 0 || nextX >= width || nextY >= height)
        {
            (left, nextX) = (Convolution.Reflect(left, width), Convolution.Reflect(nextX, width));
            (top, nextY) = (Convolution.Reflect(top, height), Convolution.Reflect(nextY, height));
        }
        float[] p = source.Buffer;
        float upper = p[top * width + left] * (1 - right) + p[top * width + nextX] * right,
            lower = p[nextY * width + left] * (1 - right) + p[nextY * width + nextX] * right;
        return upper * (1 - below) + lower * below;
    }
}
