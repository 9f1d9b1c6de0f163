
namespace BlurDetection.Synthesis.Optics;

/// <summary>Directional widths that are even over the image, or change from one value inside a region to another outside.</summary>
/// <param name="Inside">The four widths where <paramref name="Share"/> is 1, or everywhere.</param>
/// <param name="Outside">The four widths where <paramref name="Share"/> is 0; <see langword="null"/> where the blur is even.</param>
/// <param name="Share">For each pixel, 0..1; <see langword="null"/> where the blur is even.</param>
internal sealed record DirectionalWidth(double[] Inside, double[]? Outside = null, float[]? Share = null) : IDirectionalWidth
{
    public const int Directions = 4;

    public static DirectionalWidth Of(PointSpreadFunction psf) => new([.. psf.DirectionalWidths]);

    /// <summary>Both, one after the other: independent blurs add in the square.</summary>
    public DirectionalWidth With(DirectionalWidth other) =>
        new([.. Inside.Zip(other.Inside, (a, b) => Math.Sqrt(a * a + b * b - 1))]);

    /// <inheritdoc/>
    public double At(int direction, double inside, double across, double down) =>
        Outside is null ? Inside[direction] : Outside[direction] + inside * (Inside[direction] - Outside[direction]);
}
