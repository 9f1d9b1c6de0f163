namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>The path of a hand-held camera during one exposure: a random walk with inertia, jerks and pauses.</summary>
/// <remarks>Boracchi and Foi, "Modeling the performance of image restoration from motion blur", 2012; the pauses are ours.</remarks>
internal static class CameraShakePath
{
    private const int Steps = 96;

    /// <summary>Draws a path of about unit length, starting at the origin.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="anxiety">How restless the hand is, 0 (straight drift) to 1.</param>
    /// <param name="pauses">Chance that the camera rests for part of the exposure, 0 to 1.</param>
    public static IReadOnlyList<(double X, double Y, double Dwell)> Create(Random random, double anxiety, double pauses)
    {
        ArgumentNullException.ThrowIfNull(random);
        const double Speed = 1.0 / (Steps - 1);
        double inertia = 0.7 * random.NextDouble(), bigShake = 0.2 * random.NextDouble(), jitter = 10 * random.NextDouble();
        double heading = 2 * Math.PI * random.NextDouble();
        double vx = Speed * Math.Cos(heading), vy = Speed * Math.Sin(heading), x = 0, y = 0;
        var path = new List<(double, double, double)>(Steps);
        int pauseAt = random.NextDouble() < pauses ? random.Next(Steps) : -1;
        double pauseDwell = 5 + 40 * random.NextDouble();
        for (int step = 0; step < Steps; step++)
        {
            path.Add((x, y, step == pauseAt ? pauseDwell : 1));
            double dx = 0, dy = 0;
            if (random.NextDouble() < bigShake * anxiety * 0.5)
            {
                double turn = Math.PI + (random.NextDouble() - 0.5);
                dx = 2 * (vx * Math.Cos(turn) - vy * Math.Sin(turn));
                dy = 2 * (vx * Math.Sin(turn) + vy * Math.Cos(turn));
            }
            vx += dx + anxiety * (jitter * 0.1 * NextGaussian(random) - inertia * x) * Speed;
            vy += dy + anxiety * (jitter * 0.1 * NextGaussian(random) - inertia * y) * Speed;
            double scale = Speed / Math.Max(1e-12, Math.Sqrt(vx * vx + vy * vy));
            vx *= scale;
            vy *= scale;
            x += vx;
            y += vy;
        }
        return path;
    }

    private static double NextGaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
