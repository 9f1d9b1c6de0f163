using BlurDetection.Onnx;

namespace BlurDetection.Inference;

/// <summary>Finds in a graph what <see cref="MapNetwork"/> computes.</summary>
/// <param name="model">The graph.</param>
/// <param name="reader">Reads it.</param>
/// <param name="head">The features and the pooled vector, which the map starts from.</param>
internal sealed class MapPattern(ModelProto model, GraphReader reader, HeadMatch head)
{
    private readonly FeatureSource[] _features = [.. head.Head.Sources];

    /// <summary>Finds the layers of a map.</summary>
    /// <param name="map">The output of the map.</param>
    /// <param name="directions">The output of the widths of blur; <see langword="null"/> where the graph has none.</param>
    /// <returns><see langword="null"/> for a graph whose map is not computed so.</returns>
    public MapNetwork? Find(string map, string? directions)
    {
        if (reader.Node(reader.Before(map, "Identity", "Sigmoid"), "Add", 2) is not { } sum
            || OfFeatures(sum.Input[0]) is not { Outputs: MapLogits.Planes, Bias: { } nearBias } near
            || Pointwise(sum.Input[1]) is not { Outputs: MapLogits.Planes, Bias: { } farBias } far
            || Pointwise(reader.Before(far.Input, "Relu")) is not { Bias: not null } fused || far.Inputs != fused.Outputs
            || reader.Node(fused.Input, "Concat", 2) is not { Input.Count: 2 } completed || GraphReader.Integer(completed, "axis") != 1
            || Refined(completed.Input[0]) is not var (refined, around, conditioned)
            || Scene(completed.Input[1], completed.Input[0], refined) is not var (scene, halved, wide, widths)
            || fused.Inputs != refined.Sum(source => source.Channels) + scene.Outputs) return null;
        var turned = directions is null ? null : Directions(directions);
        if (directions is not null && turned is null) return null;
        int own = fused.Inputs - scene.Outputs, hidden = PointwiseLayer.Padded(fused.Outputs);
        var last = new MapLogits(new PointwiseLayer(fused.Of(0, own), fused.Outputs, refined), Filled(fused.Bias, hidden),
            [.. Filled(far.Weights.AsSpan(0, far.Inputs), hidden), .. Filled(far.Weights.AsSpan(far.Inputs), hidden)],
            [nearBias[0] + farBias[0], nearBias[1] + farBias[1]]);
        float[] weights = [.. conditioned.Place.Weights, .. near.Weights, .. turned?.Weights ?? []];
        var first = new ConditionedCells(new PointwiseLayer(weights, weights.Length / near.Inputs, _features), conditioned.Whole,
            refined[0], turned?.Bias ?? []);
        return new MapNetwork(_features, first, refined, around, halved, wide, widths, SceneLayers(scene, fused, own, widths), last);
    }

    private static SceneCells SceneLayers(PointwiseWeights scene, PointwiseWeights fused, int own, FeatureSource[] widths)
    {
        var layer = new PointwiseLayer(scene.Weights, scene.Outputs, widths);
        int hidden = PointwiseLayer.Padded(fused.Outputs);
        var next = new float[layer.Outputs * hidden];
        for (int output = 0; output < fused.Outputs; output++)
            for (int i = 0; i < scene.Outputs; i++) next[i * hidden + output] = fused.Weights[output * fused.Inputs + own + i];
        return new SceneCells(layer, Filled(scene.Bias!, layer.Outputs), next);
    }

    // The joint channels, and a convolution of them.
    private (FeatureSource[] Sources, MapPart Around, (PointwiseWeights Place, DenseLayer Whole) Conditioned)? Refined(string tensor)
    {
        if (reader.Node(tensor, "Concat", 2) is not { Input.Count: 2 } both || GraphReader.Integer(both, "axis") != 1
            || reader.Node(reader.Before(both.Input[0], "DequantizeLinear", "QuantizeLinear", "Relu"), "Add", 2) is not { } sum
            || OfFeatures(sum.Input[0]) is not { Bias: null } place
            || reader.Node(sum.Input[1], "Unsqueeze", 2) is not { } spread || reader.Longs(spread.Input[1]) is not [2, 3]
            || HeadPattern.Dense(reader, spread.Input[0], "whole", place.Outputs) is not var (whole, pooled) || pooled != head.Pooled
            || whole.Inputs != head.Head.PooledLength || ByteSources.Of(reader, both.Input[0], place.Outputs) is not { } joint
            || ByteSources.Of(reader, both.Input[1]) is not { } around || Part(joint, [around]) is not { } part) return null;
        return ([joint, around], part, (place, whole));
    }

    private (PointwiseWeights Scene, HalvedCells Halved, MapPart Wide, FeatureSource[] Widths)? Scene(
        string tensor, string refinedTensor, FeatureSource[] refined)
    {
        if (Resized(tensor) is not var (sceneTensor, sizes) || !IsSizeOf(sizes, sceneTensor, refinedTensor)
            || Pointwise(reader.Before(sceneTensor, "Relu")) is not { Bias: not null } scene
            || ByteSources.All(reader, scene.Input) is not { } widths || widths.Sum(source => source.Channels) != scene.Inputs)
            return null;
        // Upwards through the first of the widths, to the bytes from which it is computed.
        if (reader.Node(reader.Before(widths[0].Tensor, "QuantizeLinear", "Relu"), "Conv", 3) is not { } convolution
            || ByteSources.Of(reader, convolution.Input[0], refined.Sum(source => source.Channels)) is not { } halved
            || Resized(reader.Before(halved.Tensor, "QuantizeLinear")) is not var (from, half) || from != refinedTensor
            || !IsHalf(half, refinedTensor) || Part(halved, widths) is not { } wide) return null;
        return (scene, new HalvedCells(refined, halved.Scale), wide, widths);
    }

    private PointwiseWeights? Directions(string output)
    {
        if (Pointwise(reader.Before(output, "Identity")) is not { Bias: not null } layer) return null;
        // They may read one source of the features alone; the weights of the others are zeros.
        int before = 0;
        foreach (var source in _features)
        {
            if (ByteSources.Of(reader, layer.Input, source.Channels) == source && layer.Inputs == source.Channels)
                return layer.Among(head.Head.Features, before);
            before += source.Channels;
        }
        return OfFeatures(reader.Before(output, "Identity"));
    }

    private PointwiseWeights? OfFeatures(string? tensor) =>
        Pointwise(tensor) is { } layer && layer.Input == head.Features && layer.Inputs == head.Head.Features ? layer : null;

    private PointwiseWeights? Pointwise(string? tensor)
    {
        if (reader.Node(tensor, "Conv", 2) is not { } node || !GraphReader.IsConvolution(node, 1, 1)
            || !reader.Floats(node.Input[1], out float[]? weights, -1, -1, 1, 1)) return null;
        float[]? bias = null;
        if (node.Input.Count > 2 && !reader.Floats(node.Input[2], out bias, -1)) return null;
        int outputs = reader.Side(node.Input[1], 0);
        return outputs > 0 && (bias is null || bias.Length == outputs) ? new PointwiseWeights(node.Input[0], weights, outputs, bias) : null;
    }

    private MapPart? Part(FeatureSource input, FeatureSource[] outputs) =>
        GraphPart.Cut(model, (input.Tensor, input.Channels), outputs.Select(output => (output.Tensor, output.Channels))) is { } onnx
            ? new MapPart(onnx, CellOrder.Name(input.Tensor), [.. outputs.Select(output => CellOrder.Name(output.Tensor))]) : null;

    private (string From, string Sizes)? Resized(string? tensor) =>
        reader.Node(tensor, "Resize", 4) is { } node && node.Input[1].Length == 0 && node.Input[2].Length == 0
            && GraphReader.Text(node, "mode") == "linear" && GraphReader.Text(node, "coordinate_transformation_mode") == "half_pixel"
            && node.Attribute.Count == 2 ? (node.Input[0], node.Input[3]) : null;

    // Half the last two sides, rounded up.
    private bool IsHalf(string sizes, string of) =>
        reader.Node(sizes, "Concat", 2) is { Input.Count: 2 } all && reader.IsShape(all.Input[0], of, 0, 2)
        && reader.Node(all.Input[1], "Div", 2) is { } half && reader.Longs(half.Input[1]) is [2, 2]
        && reader.Node(half.Input[0], "Add", 2) is { } more && reader.Longs(more.Input[1]) is [1, 1]
        && reader.IsShape(more.Input[0], of, 2, 4);

    private bool IsSizeOf(string sizes, string from, string to) =>
        reader.Node(sizes, "Concat", 2) is { Input.Count: 2 } all && reader.IsShape(all.Input[0], from, 0, 2)
        && reader.IsShape(all.Input[1], to, 2, 4);

    private static float[] Filled(ReadOnlySpan<float> values, int length)
    {
        var filled = new float[length];
        values.CopyTo(filled);
        return filled;
    }
}
