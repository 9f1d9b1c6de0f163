using BlurDetection.Training.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Makes dark images brighter, so that a scene gets the same answer under less light.</summary>
/// <remarks>
/// Values 0 to 255 are multiplied by one factor an image, from 1 to <see cref="GreatestGain"/>, that brings its brightest place to
/// <paramref name="Level"/>; what then lies above 255 becomes 255. The brightest place is the greatest mean of 16 neighbours in
/// every sixteenth row, so that single bright pixels do not count.
/// </remarks>
/// <param name="Level">Where the brightest place comes to lie, above 0. Default 180.</param>
public sealed record Brightening(double Level = 180) : Layer
{
    /// <summary>Rows between those that are looked at, and neighbours of a place.</summary>
    internal const int Step = 16;

    private const float White = 255;

    /// <summary>The greatest factor, at least 1: what is nearly black stays dark. Default 2.</summary>
    public double GreatestGain { get; init; } = 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (!(Level > 0) || !(GreatestGain >= 1))
            throw new InvalidNetworkException($"A level of {Level} and a greatest gain of {GreatestGain} brighten nothing.");
        return inputs[0].RequireSpatial();
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var image = inputs[0];
        long height = image.shape[2], width = image.shape[3];
        var rows = F.pad(image.slice(2, 0, height, Step), [0, (Step - width % Step) % Step]);
        var brightest = F.avg_pool2d(rows, [1, Step], [1, Step]).amax([1, 2, 3], keepdim: true);
        var gain = brightest.reciprocal().Times(Level).Between(1, GreatestGain);
        return image.mul(gain).Between(0, White);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string image = inputs[0];
        string rows = graph.Node("Slice",
            [image, graph.Vector([0]), graph.Vector([long.MaxValue]), graph.Vector([2]), graph.Vector([Step])]);
        string places = graph.Node("AveragePool", [rows], n => n.With("kernel_shape", [1, Step]).With("strides", [1, Step])
            .With("pads", [0, 0, 0, Step - 1]).With("count_include_pad", 1));
        string brightest = graph.Node("ReduceMax", [places], n => n.With("axes", [1, 2, 3]));
        string gain = graph.Node("Clip",
            [graph.Node("Div", [graph.Scalar((float)Level), brightest]), graph.Scalar(1f), graph.Scalar((float)GreatestGain)]);
        return graph.Node("Clip", [graph.Node("Mul", [image, gain]), graph.Scalar(0f), graph.Scalar(White)]);
    }
}
