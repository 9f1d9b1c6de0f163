namespace BlurDetection.Training.Keras.Config;

/// <summary>Whose meaning of names and layers a file follows.</summary>
internal enum KerasDialect
{
    Keras2,
    Keras3,
    TensorFlowJs,
}
