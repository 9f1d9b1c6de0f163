using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Config;

/// <summary>A model's layers, nested models unfolded, each after those it takes.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="IsSequential">Whether each layer simply takes the one before it.</param>
/// <param name="InputShape">The image it takes.</param>
/// <param name="Nodes">The layers.</param>
/// <param name="Output">The key of the layer whose result is the model's.</param>
internal sealed record ModelGraph(string Name, bool IsSequential, NetworkInput InputShape, IReadOnlyList<GraphNode> Nodes, string Output)
{
    /// <summary>The key of the image.</summary>
    internal const string Input = "";
}
