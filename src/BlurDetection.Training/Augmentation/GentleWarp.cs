using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>A slight rotation, and a slight stretch of each axis, with a windowed-sinc filter of 16 x 16 pixels:
/// sharpness stays what it was.</summary>
/// <remarks>Linear interpolation would take away half of the finest detail, and a classifier of blur would learn to see just that. Pixels
/// from outside are mirrored in.</remarks>
public sealed record GentleWarp : IImageAugmentation
{
    /// <summary>Share of the images that are warped.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0d, 1d)]
    public double Probability { get; init; } = 0.5;

    /// <summary>Largest rotation either way, in degrees.</summary>
    /// <value>0 to 45; default 10.</value>
    [Range(0d, 45d)]
    public double RotationDegrees { get; init; } = 10;

    /// <summary>Largest stretch or squeeze of an axis: 0.05 is 5 percent, small enough to leave a label true.</summary>
    /// <value>0 to 0.2; default 0.05.</value>
    [Range(0d, 0.2)]
    public double Stretch { get; init; } = 0.05;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        bool warps = random.NextDouble() < Probability;
        double angle = (2 * random.NextDouble() - 1) * RotationDegrees * Math.PI / 180;
        double rows = 1 + (2 * random.NextDouble() - 1) * Stretch, columns = 1 + (2 * random.NextDouble() - 1) * Stretch;
        return warps ? Transform(image, angle, rows, columns) : image;
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => true;

    internal static PlanarImage Transform(PlanarImage image, double angle, double rows, double columns)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return SincWarp.Apply(image, AffineMap.About(cos * rows, -sin * columns, sin * rows, cos * columns, image.Height, image.Width));
    }
}
