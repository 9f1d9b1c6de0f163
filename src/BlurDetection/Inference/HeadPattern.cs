using BlurDetection.Onnx;

namespace BlurDetection.Inference;

/// <summary>Finds in a graph what <see cref="PooledHead"/> computes, and cuts it away.</summary>
internal static class HeadPattern
{
    /// <summary>Finds the layers of a head.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="wanted">The outputs that a head may have; the first is one that it must have.</param>
    /// <returns><see langword="null"/> for a graph whose outputs are not computed so.</returns>
    public static HeadMatch? Find(GraphProto graph, GraphReader reader, IReadOnlyList<HeadOutput> wanted)
    {
        var names = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        if (!names.Contains(wanted[0].Name)) return null;
        string? hidden = null;
        var layers = new List<DenseLayer>();
        foreach (var (output, activation, length) in wanted)
        {
            if (!names.Contains(output)) continue;
            string? gemm = activation is null ? reader.Before(output, "Identity") : reader.Before(output, "Identity", activation);
            if (Dense(reader, gemm, output, length) is not var (layer, input) || (hidden ?? input) != input) return null;
            hidden = input;
            layers.Add(layer);
        }
        if (Dense(reader, reader.Before(hidden, "Relu"), "hidden", -1) is not var (hiddenLayer, pooled)
            || Pooling(reader, pooled) is not var (features, sources, pooling) || pooling.Length != hiddenLayer.Inputs
            || layers.Any(layer => layer.Inputs != hiddenLayer.Outputs)) return null;
        return new HeadMatch(new PooledHead(sources, pooling, hiddenLayer, [.. layers]), features, pooled);
    }

    /// <summary>Takes outputs away that are computed elsewhere, and puts the features in their place, before all others.</summary>
    public static void Replace(GraphProto graph, PooledHead head, IReadOnlyCollection<string> computed)
    {
        var others = graph.Output.Where(output => !computed.Contains(output.Name)).ToArray();
        graph.Output.Clear();
        foreach (var source in head.Sources) CellOrder.AddOutput(graph, source.Tensor, source.Channels);
        graph.Output.Add(others);
        GraphPruning.RemoveUnused(graph);
    }

    /// <summary>A fully connected layer.</summary>
    /// <param name="reader">Reads the graph.</param>
    /// <param name="tensor">What it computes.</param>
    /// <param name="name">Its name from now on.</param>
    /// <param name="length">Its outputs; below 0 any.</param>
    public static (DenseLayer Layer, string Input)? Dense(GraphReader reader, string? tensor, string name, int length) =>
        reader.Node(tensor, "Gemm", 3) is { } node && GraphReader.Integer(node, "transB") == 1 && node.Attribute.Count == 1
            && reader.Floats(node.Input[1], out float[]? weights, length, -1) && reader.Floats(node.Input[2], out float[]? bias, length)
            && bias.Length > 0 && weights.Length % bias.Length == 0
            ? (new DenseLayer(name, weights, bias), node.Input[0]) : null;

    private static (string Features, FeatureSource[] Sources, FeaturePooling Pooling)? Pooling(GraphReader reader, string pooled)
    {
        if (reader.Node(pooled, "Concat") is not { } parts) return null;
        string? features = reader.Before(parts.Input[0], "Flatten", "GlobalAveragePool");
        if (ByteSources.All(reader, features) is not { } sources) return null;
        int count = sources.Sum(source => source.Channels);
        var statistics = parts.Input.Select(part => Part(reader, reader.Before(part, "Flatten"), features!, count)).ToArray();
        return statistics.Any(part => part is null) ? null : (features!, sources, new FeaturePooling(sources, statistics!));
    }

    private static PooledPart? Part(GraphReader reader, string? tensor, string features, int count)
    {
        if (reader.Before(tensor, "GlobalAveragePool") is { } averaged)
            return averaged == features ? new PooledPart(FeatureStatistic.Mean)
                : IsMiddle(reader, averaged, features) ? new PooledPart(FeatureStatistic.MiddleMean) : null;
        if (reader.Before(tensor, "Sqrt") is { } squared) return Spread(reader, squared, features);
        if (reader.Node(tensor, "MatMul", 2) is not { } product || reader.Before(product.Input[0], "Reshape") != features
            || reader.Before(product.Input[1], "Transpose", "Softmax", "Reshape") is not { } logits
            || reader.Node(logits, "Conv", 2) is not { } attention || attention.Input[0] != features
            || !GraphReader.IsConvolution(attention, 1, 1)
            || !reader.Floats(attention.Input[1], out float[]? weights, 1, count, 1, 1)) return null;
        return new PooledPart(FeatureStatistic.Attended, weights); // its bias falls out of the softmax
    }

    private static PooledPart? Spread(GraphReader reader, string squared, string features)
    {
        if (reader.Node(squared, "Add", 2) is not { } sum || reader.Scalar(sum.Input[1]) is not { } epsilon
            || reader.Node(reader.Before(sum.Input[0], "GlobalAveragePool"), "Mul", 2) is not { } square
            || square.Input[0] != square.Input[1] || reader.Node(square.Input[0], "Sub", 2) is not { } centred
            || centred.Input[0] != features || reader.Before(centred.Input[1], "GlobalAveragePool") != features) return null;
        return new PooledPart(FeatureStatistic.Spread, epsilon);
    }

    // The last two axes, from a quarter of each, rounded down, to as far from its end.
    private static bool IsMiddle(GraphReader reader, string tensor, string features) =>
        reader.Node(tensor, "Slice", 4) is { Input.Count: 4 } slice && slice.Input[0] == features
        && reader.Longs(slice.Input[3]) is [2, 3]
        && reader.Node(slice.Input[2], "Sub", 2) is { } end && end.Input[1] == slice.Input[1]
        && reader.Node(end.Input[0], "Shape") is { } shape && shape.Input[0] == features && GraphReader.Integer(shape, "start") == 2
        && reader.Node(reader.Before(slice.Input[1], "Cast", "Floor"), "Mul", 2) is { } quarter && reader.IsQuarter(quarter.Input[1])
        && reader.Before(quarter.Input[0], "Cast") == end.Input[0];
}
