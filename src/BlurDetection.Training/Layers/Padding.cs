namespace BlurDetection.Training.Layers;

/// <summary>What happens at the borders.</summary>
public enum Padding
{
    /// <summary>Nothing is added; the output shrinks.</summary>
    Valid,

    /// <summary>The output has ceil(size / stride) pixels, as in Keras: an odd pixel of padding goes to the right and the bottom.</summary>
    Same,
}
