namespace BlurDetection.Onnx;

/// <summary>Inputs and outputs whose bytes lie cell by cell, [1, height, width, channels], of a graph that has them channel by channel.
/// The runtime's kernels for bytes work cell by cell, and it drops the transposition.</summary>
internal static class CellOrder
{
    /// <summary>Makes a tensor the graph's input; whatever computed it is gone.</summary>
    /// <returns>The input's name.</returns>
    public static string AddInput(GraphProto graph, string tensor, int channels)
    {
        string name = Name(tensor);
        for (int at = graph.Node.Count - 1; at >= 0; at--)
            if (graph.Node[at].Output.Contains(tensor)) graph.Node.RemoveAt(at);
        graph.Node.Insert(0, Transpose(name, tensor, 0, 3, 1, 2));
        graph.Input.Add(GraphEditor.Value(name, OnnxTypes.UInt8, 1, -1, -1, channels));
        return name;
    }

    /// <summary>Makes a tensor the graph's output.</summary>
    /// <returns>The output's name.</returns>
    public static string AddOutput(GraphProto graph, string tensor, int channels)
    {
        string name = Name(tensor);
        graph.Node.Add(Transpose(tensor, name, 0, 2, 3, 1));
        graph.Output.Add(GraphEditor.Value(name, OnnxTypes.UInt8, 1, -1, -1, channels));
        return name;
    }

    /// <summary>Name of the input or output for a tensor of the graph.</summary>
    public static string Name(string tensor) => tensor + "/cells";

    private static NodeProto Transpose(string from, string to, params ReadOnlySpan<long> order)
    {
        var node = new NodeProto { OpType = "Transpose", Name = from };
        node.Input.Add(from);
        node.Output.Add(to);
        var axes = new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints };
        axes.Ints.AddRange(order.ToArray());
        node.Attribute.Add(axes);
        return node;
    }
}
