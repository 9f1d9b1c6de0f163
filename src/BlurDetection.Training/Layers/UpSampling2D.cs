using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Repeats the values of a plane until it has the size of another one (nearest neighbour).</summary>
/// <remarks>
/// Inputs: the plane, and the one whose height and width it gets. Keras's layer of this name takes a factor, which cannot give an odd
/// size back: a plane pooled from 45 rows to 23 comes back as 45 here.
/// </remarks>
public sealed record UpSampling2D : Layer
{
    internal override int? InputCount => 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var like = inputs[1].RequireSpatial();
        return inputs[0].RequireSpatial() with { Height = like.Height, Width = like.Width };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        F.interpolate(inputs[0], [inputs[1].shape[2], inputs[1].shape[3]], mode: InterpolationMode.Nearest);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string Part(string of, int start, int end) => graph.Node("Shape", [of], n => n.With("start", start).With("end", end));
        var sizes = graph.Node("Concat", [Part(inputs[0], 0, 2), Part(inputs[1], 2, 4)], n => n.With("axis", 0));
        return graph.Node("Resize", [inputs[0], "", "", sizes], n => n
            .With("mode", "nearest").With("nearest_mode", "floor").With("coordinate_transformation_mode", "asymmetric"));
    }
}
