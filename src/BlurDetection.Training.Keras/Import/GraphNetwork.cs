using System.Text.RegularExpressions;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Keras.Layers;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Our list of layers from Keras's graph.</summary>
internal static partial class GraphNetwork
{
    private const int MatchTimeout = 10_000; // ms

    /// <exception cref="UnsupportedKerasLayerException">A layer, or one of its options, is not supported.</exception>
    /// <exception cref="InvalidNetworkException">The layers do not fit each other.</exception>
    internal static Network Create(ModelGraph graph)
    {
        var names = new Dictionary<string, string> { [ModelGraph.Input] = NetworkResolver.InputName };
        var taken = new HashSet<string> { NetworkResolver.InputName };
        var layers = new List<Layer>();
        foreach (var node in graph.Nodes)
        {
            string name = names[node.Key] = Name(node, taken);
            var layer = LayerConverters.Read(node.Config) with { Name = name };
            layers.Add(graph.IsSequential ? layer : layer with { Inputs = [.. node.Inputs.Select(input => names[input])] });
        }
        var network = new Network(graph.Name.Trim().Length > 0 ? graph.Name : "model", graph.InputShape, layers,
            new Dictionary<string, string> { [Network.ProbabilitiesOutput] = names[graph.Output] });
        foreach (var (resolved, node) in network.Resolved.Zip(graph.Nodes))
            if (LayerConverters.For(resolved.Layer)!.HasAxis) node.Config.RequireLastAxis(resolved.InputShapes[0]);
        return network;
    }

    // Its own name if that is free, with the models that it lies in otherwise.
    private static string Name(GraphNode node, HashSet<string> taken)
    {
        string own = Other().Replace(node.Id[^1], "_"), full = Other().Replace(string.Join('_', node.Id), "_");
        if (taken.Add(own)) return own;
        return Enumerable.Range(0, int.MaxValue).Select(i => i == 0 ? full : $"{full}_{i}").First(taken.Add);
    }

    [GeneratedRegex(@"\W", RegexOptions.None, MatchTimeout)]
    private static partial Regex Other();
}
