using BlurDetection.Training.Keras.Weights;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Gathers the weights of a network's layers from a file, each checked against the shape that its layer needs.</summary>
internal static class WeightReader
{
    internal static Dictionary<string, NetworkWeight> Read(
        Network network, IReadOnlyList<GraphNode> nodes, IWeightSource source, string file, CancellationToken cancellationToken)
    {
        var weights = new Dictionary<string, NetworkWeight>();
        foreach (var (resolved, node) in network.Resolved.Zip(nodes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (resolved.Weights.Count == 0) continue;
            var converter = LayerConverters.For(resolved.Layer)!;
            var rules = converter.Weights(resolved.Layer, resolved.InputShapes[0]);
            var arrays = converter.Constants(node.Config, resolved.InputShapes[0]) ?? source.Read(node, rules);
            for (int i = 0; i < rules.Count; i++)
            {
                var shape = resolved.Weights.Single(weight => weight.Name == rules[i].Name).Shape;
                weights[$"{resolved.Name}/{rules[i].Name}"] = Convert(rules[i], Fit(converter, arrays[i], shape), shape,
                    converter.Multiplier(resolved.Layer), $"{file}: '{node.Key}/{rules[i].KerasName}'");
            }
        }
        return weights;
    }

    // One number for all channels stands for as many.
    private static KerasArray Fit(LayerConverter converter, KerasArray array, long[] shape) =>
        converter.TakesScalars && array.Shape.Length == 0 && shape.Length == 1
            ? new KerasArray(shape, [.. Enumerable.Repeat(array.Values[0], (int)shape[0])]) : array;

    private static NetworkWeight Convert(WeightRule rule, KerasArray array, long[] shape, int multiplier, string place)
    {
        long[] needed = rule.KerasShape(shape, multiplier);
        if (!array.Shape.SequenceEqual(needed))
            throw new InvalidModelException($"{place} has the shape {array}, but its layer needs [{string.Join(", ", needed)}].");
        foreach (float value in array.Values)
            if (!float.IsFinite(value))
                throw new InvalidModelException(
                    $"{place} holds a value that is not a number: training had diverged when the model was saved.");
        return rule.FromKeras(array, shape);
    }
}
