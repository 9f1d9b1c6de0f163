using BlurDetection.Training.Degradation.Psf;

namespace BlurDetection.Training.Degradation;

/// <summary>How wide a blur is along 0, 45, 90 and 135 degrees, in pixels: even over the picture, or changing from one value to another.</summary>
/// <param name="Inside">The four widths where <paramref name="Share"/> is 1, or everywhere.</param>
/// <param name="Outside">The four widths where <paramref name="Share"/> is 0; <see langword="null"/> where the blur is even.</param>
/// <param name="Share">For each pixel, 0..1; <see langword="null"/> where the blur is even.</param>
internal record DirectionalWidth(double[] Inside, double[]? Outside = null, float[]? Share = null)
{
    public const int Directions = 4;

    public static DirectionalWidth Of(PointSpreadFunction psf) => new([.. psf.DirectionalWidths]);

    /// <summary>Both, one after the other: independent blurs add in the square.</summary>
    public DirectionalWidth With(DirectionalWidth other) =>
        new([.. Inside.Zip(other.Inside, (a, b) => Math.Sqrt(a * a + b * b - 1))]);

    /// <summary>The width along one direction at one place.</summary>
    /// <param name="direction">0 to 3: 0, 45, 90 and 135 degrees.</param>
    /// <param name="inside">How much of the place is inside, 0..1.</param>
    /// <param name="across">Where the place is, 0 (left border) to 1.</param>
    /// <param name="down">Where the place is, 0 (upper border) to 1.</param>
    public virtual double At(int direction, double inside, double across, double down) =>
        Outside is null ? Inside[direction] : Outside[direction] + inside * (Inside[direction] - Outside[direction]);
}
