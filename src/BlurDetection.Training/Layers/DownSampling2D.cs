using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Halves the height and width of a plane, rounded up, by linear interpolation between the centres of its cells.</summary>
/// <remarks>
/// Of an even side each value is the mean of two; of an odd one the windows lie a little closer, from end to end.
/// Whichever it is, a mirrored plane gives the mirrored half, which pooling with padding at one end does not.
/// </remarks>
public sealed record DownSampling2D : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var plane = inputs[0].RequireSpatial();
        return plane with { Height = (plane.Height + 1) / 2, Width = (plane.Width + 1) / 2 };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        PlaneResizing.Compute(inputs[0], (inputs[0].shape[2] + 1) / 2, (inputs[0].shape[3] + 1) / 2, Interpolation.Bilinear);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string rounded = graph.Node("Add", [PlaneResizing.Part(graph, inputs[0], 2, 4), graph.Vector([1, 1])]);
        return PlaneResizing.Write(graph, inputs[0], graph.Node("Div", [rounded, graph.Vector([2, 2])]), Interpolation.Bilinear);
    }
}
