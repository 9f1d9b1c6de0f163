namespace BlurDetection.Inference;

/// <summary>Reads where a graph turns the activations of a convolution to bytes and back.</summary>
internal static class ByteSources
{
    /// <summary>The bytes behind each part of a tensor that is put together along the channels.</summary>
    public static FeatureSource[]? All(GraphReader reader, string? tensor)
    {
        if (reader.Node(tensor, "Concat") is not { } all || GraphReader.Integer(all, "axis") != 1) return null;
        var sources = new List<FeatureSource>();
        foreach (string input in all.Input)
        {
            if (Of(reader, input) is not { } source) return null;
            sources.Add(source);
        }
        return [.. sources];
    }

    /// <summary>The bytes behind a tensor.</summary>
    /// <param name="reader">Reads the graph.</param>
    /// <param name="tensor">What the graph computes with.</param>
    /// <param name="channels">Their channels, where no convolution says how many there are.</param>
    /// <returns><see langword="null"/> where they are not as the kernels take them.</returns>
    public static FeatureSource? Of(GraphReader reader, string? tensor, int? channels = null)
    {
        if (reader.Node(tensor, "DequantizeLinear", 3) is not { } node || reader.ByteScale(node) is not { } scale
            || reader.Node(node.Input[0], "QuantizeLinear", 3) is not { } bytes || reader.ByteScale(bytes) != scale) return null;
        channels ??= reader.Node(reader.Before(bytes.Input[0], "Relu"), "Conv", 3) is { } convolution
            && reader.Floats(convolution.Input[2], out float[]? bias, -1) ? bias.Length : null;
        return channels is > 0 and var count && count % FeatureSource.Multiple == 0 ? new FeatureSource(node.Input[0], count, scale) : null;
    }
}
