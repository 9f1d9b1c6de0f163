using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Adds a vector to every place of a plane: what is known of the whole image reaches each place.</summary>
/// <remarks>Inputs: the plane, and a vector of as many values as the plane has channels.</remarks>
public sealed record AddVector2D : Layer
{
    internal override int? InputCount => 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var (plane, vector) = (inputs[0].RequireSpatial(), inputs[1]);
        if (vector.IsSpatial || vector.Channels != plane.Channels)
            throw new InvalidNetworkException($"needs a vector of {plane.Channels} values for its plane {plane}, not {vector}.");
        return plane;
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var place = inputs[1].view(-1, inputs[1].shape[1], 1, 1);
        return inputs[0].Plus(place);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("Add", [inputs[0], graph.Node("Unsqueeze", [inputs[1], graph.Vector([2, 3])])]);
}
