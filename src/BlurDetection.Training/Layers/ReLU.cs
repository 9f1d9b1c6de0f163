using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>The rectifier as a layer of its own: min(x, maximum) from the threshold on, slope (x - threshold) below it.</summary>
public sealed record ReLU : Layer
{
    /// <summary>The greatest value, at least 0; 6 gives MobileNet's ReLU6. <see langword="null"/>, the default, for no limit.</summary>
    public double? MaxValue { get; init; }

    /// <summary>What values below the threshold are multiplied by, at least 0. Default 0.</summary>
    public double NegativeSlope { get; init; }

    /// <summary>Where the rectifier begins, at least 0. Default 0.</summary>
    public double Threshold { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (MaxValue is { } most && !(most >= 0 && double.IsFinite(most)))
            throw new InvalidNetworkException($"max_value is {MaxValue}; at least 0.");
        if (!(NegativeSlope >= 0 && double.IsFinite(NegativeSlope)))
            throw new InvalidNetworkException($"negative_slope is {NegativeSlope}; at least 0.");
        if (!(Threshold >= 0 && double.IsFinite(Threshold))) throw new InvalidNetworkException($"threshold is {Threshold}; at least 0.");
        return inputs[0];
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var x = inputs[0];
        if (NegativeSlope == 0 && Threshold == 0) return MaxValue is { } most ? x.Between(0, most) : x.relu();
        using var shifted = x.Plus(-Threshold);
        using var below = shifted.Times(NegativeSlope);
        using var above = MaxValue is { } limit ? x.Between(double.NegativeInfinity, limit) : x.alias();
        using var zero = zeros_like(shifted);
        using var passes = shifted.ge(zero);
        return where(passes, above, below);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string x = inputs[0], above = MaxValue is { } most ? graph.Node("Min", [x, graph.Scalar((float)most)]) : x;
        if (NegativeSlope == 0 && Threshold == 0)
            return MaxValue is { } limit ? graph.Node("Clip", [x, graph.Scalar(0f), graph.Scalar((float)limit)]) : graph.Node("Relu", [x]);
        string below = graph.Node("Mul", [graph.Node("Sub", [x, graph.Scalar((float)Threshold)]), graph.Scalar((float)NegativeSlope)]);
        return graph.Node("Where", [graph.Node("GreaterOrEqual", [x, graph.Scalar((float)Threshold)]), above, below]);
    }
}
