using Google.Protobuf;

namespace BlurDetection.Onnx;

/// <summary>Takes outputs away from a graph, and all that only they needed: ONNX Runtime runs every node of the graph,
/// whichever outputs are asked for.</summary>
internal static class GraphPruning
{
    /// <summary>The graph with none but the wanted outputs, or the very same bytes where it has no others.</summary>
    /// <param name="onnx">A graph that this library wrote, plain or packed; bytes that are none come back as they are,
    /// for whoever loads them to refuse.</param>
    /// <param name="isWanted">Whether an output stays, by its name.</param>
    /// <param name="removed">The names of those that are gone.</param>
    public static byte[] Keep(byte[] onnx, Func<string, bool> isWanted, out IReadOnlyList<string> removed)
    {
        removed = [];
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(onnx);
        }
        catch (InvalidProtocolBufferException)
        {
            return onnx;
        }
        if (model.Graph is not { } graph) return onnx;
        var unwanted = graph.Output.Where(output => !isWanted(output.Name)).ToArray();
        if (unwanted.Length == 0 || unwanted.Length == graph.Output.Count) return onnx;
        removed = [.. unwanted.Select(output => output.Name)];
        foreach (var output in unwanted) graph.Output.Remove(output);
        RemoveUnused(graph);
        return model.ToByteArray();
    }

    /// <summary>Removes nodes and constants that no output needs. Nodes stand in the order in which they run.</summary>
    public static void RemoveUnused(GraphProto graph)
    {
        var needed = graph.Output.Select(output => output.Name).ToHashSet();
        for (int at = graph.Node.Count - 1; at >= 0; at--)
        {
            if (graph.Node[at].Output.Any(needed.Contains)) needed.UnionWith(graph.Node[at].Input);
            else graph.Node.RemoveAt(at);
        }
        for (int at = graph.Initializer.Count - 1; at >= 0; at--)
            if (!needed.Contains(graph.Initializer[at].Name)) graph.Initializer.RemoveAt(at);
    }
}
