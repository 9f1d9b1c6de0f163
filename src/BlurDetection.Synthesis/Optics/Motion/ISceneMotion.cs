using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics.Motion;

/// <summary>How what an image shows moves while the shutter is open.</summary>
internal interface ISceneMotion
{
    /// <summary>What the motion leaves of some light, or of a coverage.</summary>
    PlanarImage Blur(PlanarImage light);

    /// <summary>Visible width at a pixel, 1 = none.</summary>
    double WidthAt(int x, int y);

    /// <summary>The same by direction.</summary>
    IDirectionalWidth Directions { get; }
}
