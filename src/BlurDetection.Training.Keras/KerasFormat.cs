namespace BlurDetection.Training.Keras;

/// <summary>The kinds of files that hold a Keras model.</summary>
public enum KerasFormat
{
    /// <summary>A zip with config.json, metadata.json and model.weights.h5 (.keras, since Keras 2.12).</summary>
    Keras,

    /// <summary>One HDF5 file with the configuration and the weights (.h5 of Keras 2 and 3).</summary>
    Hdf5,

    /// <summary>The layers model of TensorFlow.js: model.json and its shards.</summary>
    TensorFlowJs,
}
