using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics.Motion;

/// <summary>The same blur at every place: a straight, even motion, or none that shows.</summary>
internal sealed class StraightSceneMotion(PointSpreadFunction psf) : ISceneMotion
{
    /// <inheritdoc/>
    public IDirectionalWidth Directions { get; } = DirectionalWidth.Of(psf);

    /// <inheritdoc/>
    public PlanarImage Blur(PlanarImage light) => Convolution.Apply(light, psf);

    /// <inheritdoc/>
    public double WidthAt(int x, int y) => psf.VisibleWidth;
}
