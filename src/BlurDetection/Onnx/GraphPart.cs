using Google.Protobuf;

namespace BlurDetection.Onnx;

/// <summary>Cuts a part out of a graph of quantised layers, as a model of its own.</summary>
internal static class GraphPart
{
    /// <summary>What lies between tensors of unsigned bytes, which it takes and gives in <see cref="CellOrder"/>.</summary>
    /// <param name="model">The whole; it stays as it is.</param>
    /// <param name="input">The tensor from which the part starts, and its channels.</param>
    /// <param name="outputs">Those with which it ends.</param>
    /// <returns><see langword="null"/> where something else is needed to compute the outputs.</returns>
    public static byte[]? Cut(ModelProto model, (string Tensor, int Channels) input, IEnumerable<(string Tensor, int Channels)> outputs)
    {
        var part = new ModelProto { IrVersion = model.IrVersion };
        part.OpsetImport.Add(model.OpsetImport);
        part.Graph = model.Graph.Clone();
        part.Graph.Input.Clear();
        part.Graph.Output.Clear();
        CellOrder.AddInput(part.Graph, input.Tensor, input.Channels);
        foreach (var (tensor, channels) in outputs) CellOrder.AddOutput(part.Graph, tensor, channels);
        GraphPruning.RemoveUnused(part.Graph);
        return IsComplete(part.Graph) ? part.ToByteArray() : null;
    }

    private static bool IsComplete(GraphProto graph)
    {
        var known = graph.Initializer.Select(tensor => tensor.Name).Concat(graph.Input.Select(input => input.Name)).ToHashSet();
        foreach (var node in graph.Node)
        {
            if (!node.Input.All(input => input.Length == 0 || known.Contains(input))) return false;
            known.UnionWith(node.Output);
        }
        return true;
    }
}
