namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>The gaussian: many small causes together, such as atmosphere, film, or several lens errors.</summary>
internal static class GaussianPsf
{
    /// <summary>A gaussian, cut off at three standard deviations.</summary>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    /// <param name="ratio">Ratio of the long to the short axis, 1 (round) or more. Default 1.</param>
    /// <param name="angle">Direction of the long axis in radians. Default 0.</param>
    public static PointSpreadFunction Create(double sigma, double ratio = 1, double angle = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 1);
        double major = sigma * Math.Sqrt(ratio), minor = sigma / Math.Sqrt(ratio), cos = Math.Cos(angle), sin = Math.Sin(angle);
        int radius = Math.Max(1, (int)Math.Ceiling(3 * major)), size = 2 * radius + 1;
        var weights = new float[size * size];
        for (int y = -radius; y <= radius; y++)
        {
            for (int x = -radius; x <= radius; x++)
            {
                double u = (x * cos + y * sin) / major, v = (-x * sin + y * cos) / minor;
                weights[(y + radius) * size + x + radius] = (float)Math.Exp(-0.5 * (u * u + v * v));
            }
        }
        return new PointSpreadFunction(size, weights);
    }
}
