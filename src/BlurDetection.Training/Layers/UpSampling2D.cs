using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Enlarges a plane by a factor, as in Keras, or to the size of another one, by repeating its values or by
/// straight lines between them.</summary>
/// <remarks>
/// Inputs: the plane, and where <see cref="Size"/> is not given the one whose height and width it gets. A factor cannot give an odd
/// size back: a plane pooled from 45 rows to 23 comes back as 45 only from the second input.
/// </remarks>
public sealed record UpSampling2D : Layer
{
    /// <summary>Default <see cref="Interpolation.Nearest"/>, as in Keras.</summary>
    public Interpolation Interpolation { get; init; }

    /// <summary>Factors of height and width, at least 1; <see langword="null"/>, the default, for the size of a second input.</summary>
    public Extent? Size { get; init; }

    /// <summary>Where the new cells lie; only for a bilinear <see cref="Size"/>. Default
    /// <see cref="SampleCoordinates.HalfPixel"/>, as in Keras.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SampleCoordinates Coordinates { get; init; }

    internal override int? InputCount => Size is null ? 2 : 1;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        var plane = inputs[0].RequireSpatial();
        if (Size is not { } size)
        {
            var like = inputs[1].RequireSpatial();
            return plane with { Height = like.Height, Width = like.Width };
        }
        size.RequirePositive("size");
        return plane with { Height = plane.Height * size.Height, Width = plane.Width * size.Width };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        if (Size is not { } size) return PlaneResizing.Compute(inputs[0], inputs[1].shape[2], inputs[1].shape[3], Interpolation);
        long height = inputs[0].shape[2] * size.Height, width = inputs[0].shape[3] * size.Width;
        return Interpolation == Interpolation.Nearest
            ? PlaneResizing.Compute(inputs[0], height, width, Interpolation)
            : PlaneSampling.Compute(inputs[0], height, width, Interpolation, Coordinates);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        if (Size is not { } factor) return PlaneResizing.Write(graph, inputs[0], PlaneResizing.Part(graph, inputs[1], 2, 4), Interpolation);
        string size = graph.Node("Mul", [PlaneResizing.Part(graph, inputs[0], 2, 4), graph.Vector(factor.ToArray())]);
        return Interpolation == Interpolation.Nearest
            ? PlaneResizing.Write(graph, inputs[0], size, Interpolation)
            : PlaneSampling.Write(graph, inputs[0], size, Interpolation, Coordinates);
    }
}
