namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>Motion during the exposure: a path, drawn as the light it leaves.</summary>
internal static class MotionPsf
{
    private const double SamplesPerPixel = 4;

    /// <summary>Straight, even motion.</summary>
    /// <param name="length">Pixels travelled, 0 or more.</param>
    /// <param name="angle">Direction in radians, 0 = along the rows.</param>
    public static PointSpreadFunction Straight(double length, double angle)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        double x = length / 2 * Math.Cos(angle), y = length / 2 * Math.Sin(angle);
        return FromPath([(-x, -y, 1), (x, y, 1)]);
    }

    /// <summary>Draws a path of straight pieces; each piece leaves light in proportion to its dwell.</summary>
    /// <param name="path">Positions in pixels and dwell (relative time spent from that point to the next, 0 or more); at
    /// least one point.</param>
    public static PointSpreadFunction FromPath(IReadOnlyList<(double X, double Y, double Dwell)> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Count == 0) throw new ArgumentException("A path needs at least one point.", nameof(path));
        double centreX = path.Average(point => point.X), centreY = path.Average(point => point.Y);
        double reach = path.Max(point => Math.Max(Math.Abs(point.X - centreX), Math.Abs(point.Y - centreY)));
        int radius = (int)Math.Ceiling(reach) + 1, size = 2 * radius + 1;
        var weights = new float[size * size];
        for (int i = 0; i + 1 < path.Count || i == 0; i++)
        {
            var from = path[i];
            var to = path[Math.Min(i + 1, path.Count - 1)];
            double distance = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
            int steps = Math.Max(1, (int)Math.Ceiling(distance * SamplesPerPixel));
            for (int step = 0; step < steps; step++)
            {
                double along = (step + 0.5) / steps;
                Splat(weights, size, from.X + (to.X - from.X) * along - centreX + radius,
                    from.Y + (to.Y - from.Y) * along - centreY + radius, from.Dwell / steps);
            }
        }
        return new PointSpreadFunction(size, weights);
    }

    private static void Splat(float[] weights, int size, double x, double y, double light)
    {
        int column = Math.Clamp((int)Math.Floor(x), 0, size - 2), row = Math.Clamp((int)Math.Floor(y), 0, size - 2);
        double right = x - column, below = y - row;
        weights[row * size + column] += (float)(light * (1 - right) * (1 - below));
        weights[row * size + column + 1] += (float)(light * right * (1 - below));
        weights[(row + 1) * size + column] += (float)(light * (1 - right) * below);
        weights[(row + 1) * size + column + 1] += (float)(light * right * below);
    }
}
