using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>A plane of known size as a vector, in Keras's order: row by row, the channels of each place side by side. A
/// vector stays one.</summary>
public sealed record Flatten : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var x = inputs[0];
        if (!x.IsSpatial) return x;
        if (x.Height is not { } height || x.Width is not { } width)
            throw new InvalidNetworkException($"needs planes of known size, not {x}: give the network's input a height and a width.");
        return LayerShape.Vector(checked(height * width * x.Channels));
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        if (inputs[0].shape.Length == 2) return inputs[0].alias();
        using var last = inputs[0].permute(0, 2, 3, 1);
        return last.flatten(1);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) => graph.InputShapes[0].IsSpatial
        ? graph.Node("Flatten", [graph.Node("Transpose", [inputs[0]], n => n.With("perm", [0L, 2, 3, 1]))], n => n.With("axis", 1))
        : inputs[0];
}
