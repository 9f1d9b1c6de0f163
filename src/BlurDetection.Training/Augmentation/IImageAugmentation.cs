using System.Text.Json.Serialization;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Changes a training image by chance in a way that leaves its label true. Thread-safe.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AugmentationPipeline), nameof(AugmentationPipeline))]
[JsonDerivedType(typeof(ExactOrientation), nameof(ExactOrientation))]
[JsonDerivedType(typeof(Exposure), nameof(Exposure))]
[JsonDerivedType(typeof(GentleWarp), nameof(GentleWarp))]
[JsonDerivedType(typeof(JpegCompression), nameof(JpegCompression))]
[JsonDerivedType(typeof(KerasAffine), nameof(KerasAffine))]
[JsonDerivedType(typeof(ScaleKeepingCrop), nameof(ScaleKeepingCrop))]
[JsonDerivedType(typeof(SensorNoise), nameof(SensorNoise))]
public interface IImageAugmentation
{
    /// <summary>Gives a changed image; the given one stays as it is. The result may be the given one where chance
    /// changes nothing.</summary>
    /// <param name="image">Values in 0..255.</param>
    /// <param name="random">The only source of chance: the same state gives the same image.</param>
    PlanarImage Apply(PlanarImage image, Random random);

    /// <summary>Whether every result has the size of the given image; a network with a fixed input size needs that.</summary>
    /// <param name="height">Rows of the given image.</param>
    /// <param name="width">Pixels in a row of the given image.</param>
    bool KeepsSize(int height, int width);
}
