using BlurDetection.Onnx;

namespace BlurDetection.Inference;

/// <summary>Finds in a graph what <see cref="Brightening"/> computes.</summary>
internal static class BrighteningPattern
{
    private const int Step = Brightening.Step;

    /// <summary>Reads its numbers.</summary>
    /// <param name="reader">Reads the graph.</param>
    /// <param name="tensor">What the first convolution takes.</param>
    /// <param name="luma">The graph's input.</param>
    /// <returns><see langword="null"/> where something else is computed.</returns>
    public static Brightening? Find(GraphReader reader, string tensor, string luma)
    {
        if (reader.Node(tensor, "Clip", 3) is not { } white || reader.Scalar(white.Input[1]) != 0
            || reader.Scalar(white.Input[2]) != Brightening.White
            || reader.Node(white.Input[0], "Mul", 2) is not { } product || product.Input[0] != luma
            || reader.Node(product.Input[1], "Clip", 3) is not { } gain || reader.Scalar(gain.Input[1]) != 1
            || reader.Scalar(gain.Input[2]) is not { } greatest
            || reader.Node(gain.Input[0], "Div", 2) is not { } quotient || reader.Scalar(quotient.Input[0]) is not { } level
            || reader.Node(quotient.Input[1], "ReduceMax") is not { } brightest || !Has(brightest, "axes", 1, 2, 3)
            || reader.Node(brightest.Input[0], "AveragePool") is not { } places || !ArePlaces(places)
            || reader.Node(places.Input[0], "Slice", 5) is not { } rows || !AreRows(reader, rows, luma)) return null;
        return new Brightening(level, greatest);
    }

    private static bool ArePlaces(NodeProto pooling) => Has(pooling, "kernel_shape", 1, Step) && Has(pooling, "strides", 1, Step)
        && Has(pooling, "pads", 0, 0, 0, Step - 1) && GraphReader.Integer(pooling, "count_include_pad") == 1;

    private static bool AreRows(GraphReader reader, NodeProto slice, string luma) => slice.Input[0] == luma
        && reader.Longs(slice.Input[1]) is [0] && reader.Longs(slice.Input[2]) is [long.MaxValue]
        && reader.Longs(slice.Input[3]) is [2] && reader.Longs(slice.Input[4]) is [Step];

    private static bool Has(NodeProto node, string name, params ReadOnlySpan<long> values)
    {
        foreach (var attribute in node.Attribute)
            if (attribute.Name == name) return attribute.Ints.ToArray().AsSpan().SequenceEqual(values);
        return false;
    }
}
