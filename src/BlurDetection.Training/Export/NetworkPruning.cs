using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Export;

/// <summary>Leaves out what only training needed, such as auxiliary heads.</summary>
internal static class NetworkPruning
{
    internal static Network Keep(Network network)
    {
        var needed = network.NeededFor(network.Outputs.Values);
        if (needed.Count == network.Resolved.Count) return network;
        // Made-up names and "the layer before" would change with the list, so both are written down.
        var kept = needed.Select(r => r.Layer with { Name = r.Name, Inputs = r.Inputs });
        return new Network(network.Name, network.Input, [.. kept], network.Outputs);
    }
}
