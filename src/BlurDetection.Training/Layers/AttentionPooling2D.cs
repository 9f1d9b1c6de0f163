using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>The mean of each channel over the plane, weighted by the softmax over all positions of a second input (Ilse
/// et al., 2018).</summary>
/// <remarks>Inputs: the features, and one channel of logits of the same height and width.</remarks>
public sealed record AttentionPooling2D : Layer
{
    internal override int? InputCount => 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var (features, logits) = (inputs[0].RequireSpatial(), inputs[1].RequireSpatial());
        if (logits.Channels != 1 || (logits.Height, logits.Width) != (features.Height, features.Width))
            throw new InvalidNetworkException($"needs one channel of logits for its features {features}, not {logits}.");
        return LayerShape.Vector(features.Channels);
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var weights = inputs[1].flatten(2).softmax(-1).transpose(1, 2);
        using var features = inputs[0].flatten(2);
        using var sum = features.matmul(weights);
        return sum.squeeze(2);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var flat = graph.Vector([0, 0, -1]);
        var weights = graph.Node("Softmax", [graph.Node("Reshape", [inputs[1], flat])], n => n.With("axis", -1));
        var column = graph.Node("Transpose", [weights], n => n.With("perm", [0L, 2, 1]));
        var sum = graph.Node("MatMul", [graph.Node("Reshape", [inputs[0], flat]), column]);
        return graph.Node("Flatten", [sum], n => n.With("axis", 1));
    }
}
