using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>How far each channel spreads over the plane, sqrt(variance + epsilon): tells an even softness from sharp
/// spots, which a mean cannot.</summary>
public sealed record GlobalStandardDeviationPooling2D : Layer
{
    /// <summary>Added to the variance, so that the root has a slope at zero. Default 0.00001.</summary>
    public double Epsilon { get; init; } = 1e-5;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        Epsilon > 0 ? LayerShape.Vector(inputs[0].RequireSpatial().Channels)
            : throw new InvalidNetworkException($"epsilon is {Epsilon}; above 0.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var variance = inputs[0].var([2, 3], unbiased: false);
        using var shifted = variance.Plus(Epsilon);
        return shifted.sqrt();
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var centred = graph.Node("Sub", [inputs[0], graph.Node("GlobalAveragePool", [inputs[0]])]);
        var variance = graph.Node("GlobalAveragePool", [graph.Node("Mul", [centred, centred])]);
        var root = graph.Node("Sqrt", [graph.Node("Add", [variance, graph.Scalar((float)Epsilon)])]);
        return graph.Node("Flatten", [root], n => n.With("axis", 1));
    }
}
