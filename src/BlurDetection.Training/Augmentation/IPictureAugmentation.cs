using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Changes a training picture by chance in a way that leaves its label true. Thread-safe.</summary>
public interface IPictureAugmentation
{
    /// <summary>Gives a changed picture; the given one stays as it is. The result may be the given one where chance changes nothing.</summary>
    /// <param name="image">Values in 0..255.</param>
    /// <param name="random">The only source of chance: the same state gives the same picture.</param>
    PlanarImage Apply(PlanarImage image, Random random);
}
