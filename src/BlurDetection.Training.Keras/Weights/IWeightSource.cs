using BlurDetection.Training.Keras.Config;

namespace BlurDetection.Training.Keras.Weights;

/// <summary>A file's weights, layer by layer.</summary>
internal interface IWeightSource
{
    /// <summary>A layer's weights in the order of its rules.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rules">What the layer has.</param>
    /// <exception cref="InvalidModelException">A weight is missing, there are more, or one cannot be read.</exception>
    IReadOnlyList<KerasArray> Read(GraphNode layer, IReadOnlyList<WeightRule> rules);
}
