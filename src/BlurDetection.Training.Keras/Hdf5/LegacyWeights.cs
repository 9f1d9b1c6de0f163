using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>Weights of the older layout: a group for each layer of the outermost model, whose attribute names its arrays.</summary>
internal sealed class LegacyWeights(Hdf5Reader file, string source, string root) : IWeightSource
{
    // Counts and states that the prediction does not need.
    private static readonly HashSet<string> Beside = ["count", "seed_generator_state"];

    public IReadOnlyList<KerasArray> Read(GraphNode layer, IReadOnlyList<WeightRule> rules)
    {
        string group = root.Length == 0 ? layer.Outer : $"{root}/{layer.Outer}";
        var names = file.TextList(group, "weight_names")
            ?? throw new InvalidModelException($"{source}: there are no weights of the layer '{layer.Outer}'.");
        return Pick(layer, rules, group, names);
    }

    internal IReadOnlyList<KerasArray> Pick(GraphNode layer, IReadOnlyList<WeightRule> rules, string group, IReadOnlyList<string> names)
    {
        // Inside a nested model the layer's own name stands before the weight's.
        var own = layer.Id.Count == 1 ? names : [.. names.Where(name => name.Split('/') is [.., var owner, _] && owner == layer.Id[^1])];
        own = [.. own.Where(name => !Beside.Contains(Leaf(name)))];
        if (own.Count != rules.Count)
            throw new InvalidModelException(
                $"{source}: the layer '{layer.Key}' has {rules.Count} weights, but the file has {own.Count}.");
        return [.. rules.Select(rule => file.Floats($"{group}/{Find(layer, rule, own)}"))];
    }

    private string Find(GraphNode layer, WeightRule rule, IReadOnlyList<string> names)
    {
        var found = names.Where(name => Leaf(name) is var leaf && (leaf == rule.KerasName || leaf == rule.Name)).ToList();
        return found is [var one] ? one : throw new InvalidModelException(
            $"{source}: the layer '{layer.Key}' has {found.Count} weights called '{rule.KerasName}', among {string.Join(", ", names)}.");
    }

    // "conv2d/kernel:0" of Keras 2, "conv2d/kernel" of Keras 3.
    private static string Leaf(string name)
    {
        string leaf = name[(name.LastIndexOf('/') + 1)..];
        return leaf.EndsWith(":0", StringComparison.Ordinal) ? leaf[..^2] : leaf;
    }
}
