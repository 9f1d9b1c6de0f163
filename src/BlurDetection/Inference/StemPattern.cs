using BlurDetection.Onnx;

namespace BlurDetection.Inference;

/// <summary>Cuts from a graph what <see cref="StemConvolutions"/> computes.</summary>
internal static class StemPattern
{
    /// <summary>The input of what is left: unsigned bytes [1, height, width, 16].</summary>
    public const string Input = "stem";

    private const int Filters = StemWeights.Filters, FirstSide = StemWeights.FirstSide, SecondSide = StemWeights.SecondSide;

    /// <summary>Removes both convolutions and makes their bytes the graph's input.</summary>
    /// <returns><see langword="null"/> for a graph that does not begin with them, and is of no use any more.</returns>
    public static StemConvolutions? Cut(GraphProto graph)
    {
        if (graph.Input.Count != 1 || graph.Initializer.Any(tensor => tensor.Name == Input)) return null;
        var reader = new GraphReader(graph);
        string luma = graph.Input[0].Name;
        foreach (var node in graph.Node)
        {
            if (node.OpType != "QuantizeLinear" || Weights(reader, node, luma, out var brightening) is not { } weights) continue;
            Replace(graph, node);
            if (graph.Node.Any(other => other.Input.Contains(luma))) return null;
            return new StemConvolutions(weights, brightening);
        }
        return null;
    }

    private static StemWeights? Weights(GraphReader reader, NodeProto bytes, string luma, out Brightening? brightening)
    {
        brightening = null;
        if (reader.ByteScale(bytes) is not { } scale
            || reader.Node(reader.Before(bytes.Input[0], "Relu"), "Conv", 3) is not { } second
            || reader.Node(reader.Before(second.Input[0], "Relu"), "Conv", 3) is not { } first
            || first.Input[0] != luma && (brightening = BrighteningPattern.Find(reader, first.Input[0], luma)) is null
            || !GraphReader.IsConvolution(first, FirstSide, 2) || !GraphReader.IsConvolution(second, SecondSide, 2)
            || !reader.Floats(first.Input[2], out float[]? firstBias, Filters)
            || !reader.Floats(second.Input[1], out float[]? secondKernel, Filters, Filters, SecondSide, SecondSide)
            || !reader.Floats(second.Input[2], out float[]? secondBias, Filters)
            || FirstKernel(reader, first.Input[1]) is not { } firstKernel) return null;
        return new StemWeights(firstKernel, firstBias, secondKernel, secondBias, scale);
    }

    // The trainer's rescaling of luma is multiplied into the kernel by a node.
    private static float[]? FirstKernel(GraphReader reader, string tensor)
    {
        float factor = 1;
        if (reader.Node(tensor, "Mul", 2) is { } product)
        {
            if (reader.Scalar(product.Input[1]) is not { } rescale) return null;
            (factor, tensor) = (rescale, product.Input[0]);
        }
        return reader.Floats(tensor, out float[]? kernel, Filters, 1, FirstSide, FirstSide)
            ? Array.ConvertAll(kernel, weight => weight * factor) : null;
    }

    private static void Replace(GraphProto graph, NodeProto bytes)
    {
        var transpose = new NodeProto { OpType = "Transpose", Name = bytes.Name };
        transpose.Input.Add(Input);
        transpose.Output.Add(bytes.Output);
        var order = new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints };
        order.Ints.Add([0, 3, 1, 2]);
        transpose.Attribute.Add(order);
        graph.Node[graph.Node.IndexOf(bytes)] = transpose;
        graph.Input.Clear();
        graph.Input.Add(GraphEditor.Value(Input, OnnxTypes.UInt8, 1, -1, -1, Filters));
        GraphPruning.RemoveUnused(graph);
    }
}
