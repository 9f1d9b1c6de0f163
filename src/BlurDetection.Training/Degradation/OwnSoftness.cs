using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>What is known of places of a scene that its own lens, or a motion in it, left soft.</summary>
/// <param name="Doubt">How likely each pixel is soft, 0..1: there focus is not true, and blur is not known.</param>
/// <param name="Soft">How sure it is that each pixel is soft, 0..1: there blur is true.</param>
internal sealed record OwnSoftness(PlanarImage Doubt, PlanarImage Soft)
{
    /// <summary>Does the same to both.</summary>
    public OwnSoftness Each(Func<PlanarImage, PlanarImage> change) => new(change(Doubt), change(Soft));

    /// <summary>That of a subject and of what lies behind it, put together as their light is; <see langword="null"/> where nothing is known of either.</summary>
    /// <param name="layer">How the light was put together.</param>
    /// <param name="front">Of the subject's scene.</param>
    /// <param name="hasBack">Whether another scene lies behind it.</param>
    /// <param name="back">Of that.</param>
    public static OwnSoftness? Compose(BlurLayer layer, OwnSoftness? front, bool hasBack, OwnSoftness? back)
    {
        if (front is null && back is null) return null;
        var shape = layer.Light;
        PlanarImage Plane(Func<OwnSoftness, PlanarImage> plane)
        {
            PlanarImage Of(OwnSoftness? own) => own is null ? new PlanarImage(1, shape.Height, shape.Width, new float[shape.Width * shape.Height]) : plane(own);
            return layer.Compose(new Scenery(Of(front), hasBack ? Of(back) : null));
        }
        return new(Plane(own => own.Doubt), Plane(own => own.Soft));
    }
}
