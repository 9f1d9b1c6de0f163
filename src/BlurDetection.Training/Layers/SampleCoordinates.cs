namespace BlurDetection.Training.Layers;

/// <summary>Where the cells of a resized plane lie on the plane before.</summary>
public enum SampleCoordinates
{
    /// <summary>Centres upon centres, (i + 0.5) s - 0.5 with s the ratio of the sizes: Keras, torch and ONNX by default.</summary>
    HalfPixel,

    /// <summary>First corners upon first corners, i s: UpSampling2D of TensorFlow.js.</summary>
    Asymmetric,
}
