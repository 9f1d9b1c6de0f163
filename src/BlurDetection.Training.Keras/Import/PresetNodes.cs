using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Import;

/// <summary>The places that a network's layers would have in a Keras file.</summary>
internal static class PresetNodes
{
    /// <exception cref="UnsupportedKerasLayerException">The network has a layer that Keras does not have.</exception>
    internal static IReadOnlyList<GraphNode> Of(Network network)
    {
        var paths = new VariablePaths("");
        return [.. network.Resolved.Select(layer =>
        {
            var converter = LayerConverters.For(layer.Layer)
                ?? throw new UnsupportedKerasLayerException(layer.Name, layer.Layer.GetType().Name, "{}", "Keras has no such layer.");
            string type = converter.ClassName(layer.Layer);
            return new GraphNode(new LayerConfig(type, layer.Name, [], KerasDialect.Keras3), [layer.Name], layer.Inputs, paths.Next(type));
        })];
    }
}
