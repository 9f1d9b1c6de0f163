using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras;

/// <summary>What a Keras file does not say of itself, and a classifier must know.</summary>
public sealed class KerasImportOptions
{
    /// <summary>Whether the first class is blur and the second focus; false for the other way round. Default true.</summary>
    public bool BlurFirst { get; set; } = true;

    /// <summary>The values that the model takes. Default <see langword="null"/>: what the file says; needed where the model neither
    /// rescales nor normalises pixels itself.</summary>
    public PixelRange? Pixels { get; set; }

    /// <summary>Height and width of the images, for a model that takes any size. Default none.</summary>
    public Extent? Size { get; set; }

    /// <summary>The longer side in pixels that images are scaled down to, for a model that takes any size. Default none.</summary>
    public int? LongSide { get; set; }

    /// <summary>Whether the model ends without softmax or sigmoid (from_logits=True). Default false.</summary>
    public bool Logits { get; set; }

    /// <summary>The name that the model file gets. Default: the Keras model's.</summary>
    public string? Name { get; set; }

    /// <summary>Least probability of blur at which an image counts as blurred, 0 to 1. Default 0.5.</summary>
    public double Threshold { get; set; } = 0.5;
}
