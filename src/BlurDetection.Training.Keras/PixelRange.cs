namespace BlurDetection.Training.Keras;

/// <summary>The values that a model was trained on, where the file does not say.</summary>
public enum PixelRange
{
    /// <summary>0 to 255, as pixels are stored.</summary>
    ZeroTo255,

    /// <summary>0 to 1: pixels divided by 255 before they reached the model.</summary>
    ZeroToOne,

    /// <summary>-1 to 1: pixels divided by 127.5, less 1.</summary>
    MinusOneToOne,
}
