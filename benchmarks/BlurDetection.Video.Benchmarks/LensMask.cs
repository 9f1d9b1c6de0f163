using System.Text;

namespace BlurDetection.Video.Benchmarks;

/// <summary>Draws where drops or dirt lie on a lens: white there.</summary>
internal static class LensMask
{
    public static void Write(string path, bool drops, int seed)
    {
        var random = new Random(seed);
        var mask = new byte[Condition.Width * Condition.Height];
        // Drops have an edge, dirt has none.
        var (count, least, most, softness) = drops ? (14, 14, 38, 0.15) : (4, 60, 120, 1.0);
        for (var i = 0; i < count; i++)
        {
            var (cx, cy, radius) = (random.Next(Condition.Width), random.Next(Condition.Height), random.Next(least, most));
            for (var at = 0; at < mask.Length; at++)
            {
                double dx = at % Condition.Width - cx, dy = at / Condition.Width - cy;
                var inside = (radius - Math.Sqrt(dx * dx + dy * dy)) / (radius * softness);
                if (inside > 0) mask[at] = Math.Max(mask[at], (byte)(255 * Math.Min(1, inside)));
            }
        }
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"P5\n{Condition.Width} {Condition.Height}\n255\n"));
        file.Write(mask);
    }
}
