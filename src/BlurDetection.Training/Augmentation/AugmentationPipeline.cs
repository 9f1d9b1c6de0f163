using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Several augmentations, one after the other.</summary>
/// <param name="steps">In the order in which they are applied.</param>
public sealed class AugmentationPipeline(params IReadOnlyList<IImageAugmentation> steps) : IImageAugmentation
{
    /// <summary>The original notebook's training augmentation: shear, rotation, zoom and both flips, bilinear (which
    /// blurs a little, as it did there).</summary>
    public static AugmentationPipeline Notebook { get; } = new(new KerasAffine());

    /// <summary>The original notebook's validation augmentation: both flips and nothing else.</summary>
    public static AugmentationPipeline NotebookValidation { get; } =
        new(new KerasAffine { ShearDegrees = 0, RotationDegrees = 0, ZoomFrom = 1, ZoomTo = 1 });

    /// <summary>For blur: nothing here makes an image softer or crisper than it was, and both classes get the same.</summary>
    public static AugmentationPipeline BlurSafe { get; } = new(
        new ExactOrientation(), new GentleWarp(), new ScaleKeepingCrop(), new Exposure(), new SensorNoise(), new JpegCompression());

    /// <summary>The same for networks with a fixed image size: without crops, and without quarter turns.</summary>
    public static AugmentationPipeline BlurSafeFixedSize { get; } = new(
        new ExactOrientation { QuarterTurns = false }, new GentleWarp(), new Exposure(), new SensorNoise(), new JpegCompression());

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<IImageAugmentation> Steps { get; } = [.. steps];

    /// <inheritdoc/>
    public PlanarImage Apply(PlanarImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        foreach (IImageAugmentation step in Steps) image = step.Apply(image, random);
        return image;
    }

    /// <inheritdoc/>
    public bool KeepsSize(int height, int width) => Steps.All(step => step.KeepsSize(height, width));
}
