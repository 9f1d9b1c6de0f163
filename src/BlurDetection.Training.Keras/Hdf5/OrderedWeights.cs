using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Weights;

namespace BlurDetection.Training.Keras.Hdf5;

/// <summary>The older layout for a network whose layers have other names: the layers that have weights follow each other in the order that
/// the file names them, as Keras matches them.</summary>
internal sealed class OrderedWeights : IWeightSource
{
    private readonly LegacyWeights _weights;
    private readonly string _source;
    private readonly Queue<(string Group, IReadOnlyList<string> Names)> _layers;

    internal OrderedWeights(Hdf5Reader file, string source, string root)
    {
        (_weights, _source) = (new LegacyWeights(file, source, root), source);
        var names = file.TextList(root, "layer_names")
            ?? throw new InvalidModelException($"{source}: the file does not name its layers.");
        var groups = names.Select(name => root.Length == 0 ? name : $"{root}/{name}");
        _layers = new(groups.Select(group => (group, Names: file.TextList(group, "weight_names") ?? []))
            .Where(layer => layer.Names.Count > 0));
    }

    public IReadOnlyList<KerasArray> Read(GraphNode layer, IReadOnlyList<WeightRule> rules) => _layers.TryDequeue(out var next)
        ? _weights.Pick(layer, rules, next.Group, next.Names)
        : throw new InvalidModelException($"{_source}: the file has no more layers, but the network has the layer '{layer.Key}'.");

    /// <exception cref="InvalidModelException">The file has more layers than the network.</exception>
    internal void RequireEnd()
    {
        if (_layers.TryPeek(out var next))
            throw new InvalidModelException($"{_source}: the file has more layers than the network: '{next.Group}'.");
    }
}
