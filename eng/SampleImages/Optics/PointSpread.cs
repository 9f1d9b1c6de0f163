using System.Numerics;
using SampleImages.Rendering;

namespace SampleImages.Optics;

/// <summary>The light of one point, spread over its neighbours: what a lens out of focus or a moving camera does.</summary>
internal sealed class PointSpread
{
    private readonly (int X, int Y, float Weight)[] _taps;

    private PointSpread(Dictionary<(int X, int Y), float> weights)
    {
        var total = weights.Values.Sum();
        _taps = weights.Where(w => w.Value / total > 1e-5f).Select(w => (w.Key.X, w.Key.Y, w.Value / total)).ToArray();
    }

    /// <summary>A defocused lens: an even disk with a slightly brighter rim.</summary>
    public static PointSpread Disk(float radius)
    {
        var weights = new Dictionary<(int, int), float>();
        var reach = (int)MathF.Ceiling(radius) + 1;
        for (var y = -reach; y <= reach; y++)
            for (var x = -reach; x <= reach; x++)
            {
                var r = MathF.Sqrt(x * x + y * y);
                var inside = Math.Clamp(radius + 0.5f - r, 0, 1);
                if (inside > 0) weights[(x, y)] = inside * (1 + 0.25f * MathF.Pow(Math.Min(1, r / radius), 6));
            }
        return new PointSpread(weights);
    }

    /// <summary>A hand that shook: a path with inertia, drawn from a seed.</summary>
    public static PointSpread Shake(float length, float angle, float wander, int seed)
    {
        const int steps = 400;
        var points = new Vector2[steps];
        Vector2 position = Vector2.Zero, velocity = new(MathF.Cos(angle), MathF.Sin(angle));
        for (var i = 0; i < steps; i++)
        {
            var turn = wander * Noise.Value(i * 0.02f, 0.5f, seed);
            velocity = Vector2.Transform(velocity, Matrix3x2.CreateRotation(turn * 0.05f));
            points[i] = position += velocity * (length / steps) * (1 + 0.5f * Noise.Value(i * 0.03f, 9.5f, seed));
        }
        var centre = points.Aggregate(Vector2.Zero, (a, b) => a + b) / steps;
        var weights = new Dictionary<(int, int), float>();
        foreach (var p in points)
        {
            var q = p - centre;
            int x = (int)MathF.Floor(q.X), y = (int)MathF.Floor(q.Y);
            float u = q.X - x, v = q.Y - y;
            Add(x, y, (1 - u) * (1 - v));
            Add(x + 1, y, u * (1 - v));
            Add(x, y + 1, (1 - u) * v);
            Add(x + 1, y + 1, u * v);
        }
        return new PointSpread(weights);

        void Add(int x, int y, float weight) => weights[(x, y)] = weights.GetValueOrDefault((x, y)) + weight;
    }

    /// <summary>Spreads every point of an image; the edge continues the border.</summary>
    public LinearImage Apply(LinearImage image) => image.Map((x, y, _) =>
    {
        var sum = Vector4.Zero;
        foreach (var (dx, dy, weight) in _taps)
        {
            var sx = Math.Clamp(x + dx, 0, image.Width - 1);
            var sy = Math.Clamp(y + dy, 0, image.Height - 1);
            sum += image.Pixels[sy * image.Width + sx] * weight;
        }
        return sum;
    });
}
