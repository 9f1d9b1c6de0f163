using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Export;

/// <summary>Leaves out what only training needed, such as auxiliary heads.</summary>
internal static class NetworkPruning
{
    internal static Network Keep(Network network)
    {
        var needed = network.Outputs.Values.ToHashSet();
        foreach (var layer in network.Resolved.Reverse())
            if (needed.Contains(layer.Name)) needed.UnionWith(layer.Inputs);
        if (network.Resolved.All(r => needed.Contains(r.Name))) return network;
        // Made-up names and "the layer before" would change with the list, so both are written down.
        var kept = network.Resolved.Where(r => needed.Contains(r.Name)).Select(r => r.Layer with { Name = r.Name, Inputs = r.Inputs });
        return new Network(network.Name, network.Input, [.. kept], network.Outputs);
    }
}
