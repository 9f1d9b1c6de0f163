using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Gives a plane the size of another one, by repeating its values or by straight lines between them.</summary>
/// <remarks>
/// Inputs: the plane, and the one whose height and width it gets. Keras's layer of this name takes a factor, which cannot give an odd
/// size back: a plane pooled from 45 rows to 23 comes back as 45 here.
/// </remarks>
public sealed record UpSampling2D : Layer
{
    /// <summary>Default <see cref="Interpolation.Nearest"/>, as in Keras.</summary>
    public Interpolation Interpolation { get; init; }

    internal override int? InputCount => 2;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var like = inputs[1].RequireSpatial();
        return inputs[0].RequireSpatial() with { Height = like.Height, Width = like.Width };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        Resizing.Compute(inputs[0], inputs[1].shape[2], inputs[1].shape[3], Interpolation);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        Resizing.Write(graph, inputs[0], Resizing.Part(graph, inputs[1], 2, 4), Interpolation);
}
