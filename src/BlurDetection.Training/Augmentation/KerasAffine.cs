using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Keras's <c>ImageDataGenerator</c> as the original notebook set it: shear, rotation, zoom of each axis by
/// itself, then both flips.</summary>
/// <remarks>
/// The matrices, their order and the centre are those of <c>apply_affine_transform</c>; pixels from outside repeat the nearest edge.
/// It interpolates linearly, and so blurs every training image a little: keep it to reproduce the notebook, and use
/// <see cref="GentleWarp"/> otherwise.
/// </remarks>
public sealed record KerasAffine : IImageAugmentation
{
    /// <summary>Largest shear, in degrees, as Keras reads <c>shear_range</c>.</summary>
    /// <value>0 to 45; default 0.3: next to nothing, though the notebook's author surely meant more.</value>
    [Range(0d, 45d)]
    public double ShearDegrees { get; init; } = 0.3;

    /// <summary>Largest rotation either way, in degrees.</summary>
    /// <value>0 to 180; default 15.</value>
    [Range(0d, 180d)]
    public double RotationDegrees { get; init; } = 15;

    /// <summary>Smallest factor on the output coordinates; below 1 enlarges.</summary>
    /// <value>Above 0; default 0.7.</value>
    [Range(0.01, 100d)]
    public double ZoomFrom { get; init; } = 0.7;

    /// <summary>Greatest factor on the output coordinates; above 1 shrinks.</summary>
    /// <value>At least <see cref="ZoomFrom"/>; default 1.3.</value>
    [Range(0.01, 100d)]
    public double ZoomTo { get; init; } = 1.3;

    /// <summary>Whether half of the images are mirrored left to right.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>Whether half of the images are mirrored top to bottom.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool VerticalFlip { get; init; } = true;

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        double rotation = Uniform(random, RotationDegrees) * Math.PI / 180, shear = Uniform(random, ShearDegrees) * Math.PI / 180;
        double zoomRows = ZoomFrom + (ZoomTo - ZoomFrom) * random.NextDouble(),
            zoomColumns = ZoomFrom + (ZoomTo - ZoomFrom) * random.NextDouble();
        bool mirror = HorizontalFlip & random.NextDouble() < 0.5, upsideDown = VerticalFlip & random.NextDouble() < 0.5;
        PlanarImage result = Transform(image, rotation, shear, zoomRows, zoomColumns);
        return mirror || upsideDown ? ExactOrientation.Turn(result, transpose: false, mirror, upsideDown) : result;
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => true;

    // rotation [c -s; s c] . shear [1 -sin; 0 cos] . zoom [zr 0; 0 zc], from output to input
    internal static PlanarImage Transform(PlanarImage image, double rotation, double shear, double zoomRows, double zoomColumns)
    {
        if (rotation == 0 && shear == 0 && zoomRows == 1 && zoomColumns == 1) return image;
        (double sin, double cos, double shearSin, double shearCos) =
            (Math.Sin(rotation), Math.Cos(rotation), Math.Sin(shear), Math.Cos(shear));
        return BilinearWarp.Apply(image, AffineMap.About(
            cos * zoomRows, (-cos * shearSin - sin * shearCos) * zoomColumns,
            sin * zoomRows, (-sin * shearSin + cos * shearCos) * zoomColumns, image.Height, image.Width));
    }

    private static double Uniform(Random random, double range) => (2 * random.NextDouble() - 1) * range;
}
