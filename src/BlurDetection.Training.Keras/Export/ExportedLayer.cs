using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Export;

/// <summary>A layer's weights as Keras has them.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="VariablePath">Its place in the newer layout of weights.</param>
/// <param name="Arrays">In Keras's order, by Keras's names.</param>
/// <param name="Counts">Whether a count of what was seen follows them (Normalization).</param>
/// <param name="HasSeed">Whether the layer keeps a random state (Dropout).</param>
internal sealed record ExportedLayer(
    string Name, string VariablePath, IReadOnlyList<(string Name, KerasArray Array)> Arrays, bool Counts, bool HasSeed)
{
    /// <exception cref="UnsupportedKerasLayerException">Keras has no such layer.</exception>
    /// <exception cref="InvalidNetworkException">A weight is missing.</exception>
    internal static IReadOnlyList<ExportedLayer> Of(Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var places = Import.PresetNodes.Of(network);
        return [.. network.Resolved.Zip(places, (layer, place) => Of(layer, place, weights))];
    }

    private static ExportedLayer Of(ResolvedLayer layer, GraphNode place, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var converter = LayerConverters.For(layer.Layer)!;
        int multiplier = converter.Multiplier(layer.Layer);
        var arrays = converter.Weights(layer.Layer, layer.InputShapes[0])
            .Select(rule => (rule.KerasName, rule.ToKeras(Weight(layer, rule.Name, weights), multiplier)));
        return new ExportedLayer(layer.Name, place.VariablePath, [.. arrays], layer.Layer is Normalization,
            layer.Layer is Dropout { Rate: > 0 });
    }

    private static NetworkWeight Weight(ResolvedLayer layer, string name, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var shape = layer.Weights.Single(weight => weight.Name == name).Shape;
        return weights.TryGetValue($"{layer.Name}/{name}", out var weight) && weight.Shape.SequenceEqual(shape)
            ? weight
            : throw new InvalidNetworkException($"The weights have no '{layer.Name}/{name}' of the shape [{string.Join(", ", shape)}].");
    }
}
