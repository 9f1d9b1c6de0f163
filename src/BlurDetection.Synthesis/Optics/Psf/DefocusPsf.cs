namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>Defocus: the image of the aperture, as geometric optics gives it.</summary>
internal static class DefocusPsf
{
    /// <summary>A round aperture.</summary>
    /// <param name="radius">Radius of the blur disk in pixels, above 0.</param>
    /// <param name="astigmatism">Ratio of the long to the short axis, 1 (none) or more. Default 1.</param>
    /// <param name="angle">Direction of the long axis in radians. Default 0.</param>
    /// <param name="edge">Brightness of the rim against the centre, above 0: 1 is flat, more is the ring that
    /// over-corrected lenses draw. Default 1.</param>
    public static PointSpreadFunction Disk(double radius, double astigmatism = 1, double angle = 0, double edge = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfLessThan(astigmatism, 1);
        double cos = Math.Cos(angle), sin = Math.Sin(angle), stretch = Math.Sqrt(astigmatism);
        return Sample(radius * stretch, (x, y) =>
        {
            double u = (x * cos + y * sin) / stretch, v = (-x * sin + y * cos) * stretch;
            double r2 = (u * u + v * v) / (radius * radius);
            return r2 <= 1 ? 1 + (edge - 1) * r2 : 0;
        });
    }

    /// <summary>An aperture of straight blades.</summary>
    /// <param name="radius">Distance from centre to corner in pixels, above 0.</param>
    /// <param name="blades">Number of blades, 3 or more; lenses have 5 to 9.</param>
    /// <param name="angle">Direction of the first corner in radians. Default 0.</param>
    public static PointSpreadFunction Polygon(double radius, int blades, double angle = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfLessThan(blades, 3);
        double sector = 2 * Math.PI / blades, apothem = radius * Math.Cos(sector / 2);
        return Sample(radius, (x, y) =>
        {
            double theta = Math.Atan2(y, x) - angle;
            theta -= sector * Math.Floor(theta / sector);
            return Math.Sqrt(x * x + y * y) * Math.Cos(theta - sector / 2) <= apothem ? 1 : 0;
        });
    }

    /// <summary>Diffraction at a round aperture: the Airy pattern (Airy, 1835), out to its second dark ring.</summary>
    /// <param name="firstZero">Radius of the first dark ring in pixels, above 0.</param>
    public static PointSpreadFunction Airy(double firstZero)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(firstZero);
        return Sample(firstZero * 1.83, (x, y) =>
        {
            double v = 3.8317 * Math.Sqrt(x * x + y * y) / firstZero;
            if (v < 1e-6) return 1;
            double amplitude = 2 * BesselJ1(v) / v;
            return amplitude * amplitude;
        });
    }

    private static PointSpreadFunction Sample(double reach, Func<double, double, double> density)
    {
        int radius = (int)Math.Ceiling(reach), size = 2 * radius + 1;
        var weights = new float[size * size];
        // The rim's stairs matter less the larger the disk is.
        int subSamples = reach < 4 ? 5 : reach < 9 ? 3 : 2;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double sum = 0;
                for (int j = 0; j < subSamples; j++)
                    for (int i = 0; i < subSamples; i++)
                        sum += density(x - radius + (i + 0.5) / subSamples - 0.5, y - radius + (j + 0.5) / subSamples - 0.5);
                weights[y * size + x] = (float)sum;
            }
        }
        return new PointSpreadFunction(size, weights);
    }

    // Bessel's integral, J1(x) = 1/pi * integral of cos(t - x sin t) over 0..pi; the trapezoid rule converges geometrically here.
    private static double BesselJ1(double x)
    {
        const int Steps = 48;
        double sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            double t = Math.PI * (i + 0.5) / Steps;
            sum += Math.Cos(t - x * Math.Sin(t));
        }
        return sum / Steps;
    }
}
