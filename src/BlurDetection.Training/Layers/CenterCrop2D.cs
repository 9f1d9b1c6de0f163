using BlurDetection.Training.Onnx;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Keeps the middle of the plane: floor(side x (1 - fraction) / 2) pixels are cut from each side.</summary>
/// <param name="Fraction">The share of height and width that stays, above 0, at most 1.</param>
public sealed record CenterCrop2D(double Fraction) : Layer
{
    private double MarginShare => (1 - Fraction) / 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (Fraction is not (> 0 and <= 1)) throw new InvalidNetworkException($"fraction is {Fraction}; above 0, at most 1.");
        var x = inputs[0].RequireSpatial();
        return x with { Height = Keep(x.Height), Width = Keep(x.Width) };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var (top, left) = (Margin(inputs[0].shape[2]), Margin(inputs[0].shape[3]));
        using var rows = inputs[0].narrow(2, top, inputs[0].shape[2] - 2 * top);
        return rows.narrow(3, left, inputs[0].shape[3] - 2 * left);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var size = graph.Node("Shape", [inputs[0]], n => n.With("start", 2));
        // In doubles, as above, so that both sides round the same way.
        var exact = graph.Node("Mul", [graph.Cast(size, OnnxElementType.Double), graph.Scalar(MarginShare)]);
        var start = graph.Cast(graph.Node("Floor", [exact]), OnnxElementType.Int64);
        return graph.Node("Slice", [inputs[0], start, graph.Node("Sub", [size, start]), graph.Vector([2, 3])]);
    }

    private long Margin(long side) => (long)Math.Floor(side * MarginShare);

    private int? Keep(int? side) => side is { } n ? (int)(n - 2 * Margin(n)) : null;
}
