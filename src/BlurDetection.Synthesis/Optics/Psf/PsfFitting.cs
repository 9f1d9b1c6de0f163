namespace BlurDetection.Synthesis.Optics.Psf;

/// <summary>Scales a family of PSFs until its visible width is the target one.</summary>
internal static class PsfFitting
{
    private const int Rounds = 8;
    private const double Tolerance = 0.03;

    /// <param name="visibleWidth">Wished <see cref="PointSpreadFunction.VisibleWidth"/> in pixels; 1 or less gives the identity.</param>
    /// <param name="family">From a scale in pixels to a PSF that grows with it.</param>
    /// <param name="start">A first guess of the scale.</param>
    /// <param name="greatest">The scale is never above this, so that a path which doubles back cannot grow without end.</param>
    public static PointSpreadFunction ToWidth(double visibleWidth, Func<double, PointSpreadFunction> family, double start, double greatest)
    {
        if (visibleWidth <= 1.02) return PointSpreadFunction.Identity;
        double below = 0, above = greatest, scale = Math.Min(start, greatest);
        var psf = family(scale);
        for (int round = 0; round < Rounds && Math.Abs(psf.VisibleWidth / visibleWidth - 1) > Tolerance; round++)
        {
            if (psf.VisibleWidth < visibleWidth) below = scale;
            else above = scale;
            // Proportion is the better guess, halving the safe one.
            double guess = scale * visibleWidth / psf.VisibleWidth;
            scale = guess > below && guess < above ? guess : (below + above) / 2;
            psf = family(scale);
        }
        return psf;
    }
}
