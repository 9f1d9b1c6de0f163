using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Planes of a given height and width, the aspect ratio given up; nothing is smoothed before shrinking, as in Keras.</summary>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Pixels in a row, at least 1.</param>
public sealed record Resizing(int Height, int Width) : Layer
{
    /// <summary>Default <see cref="Interpolation.Bilinear"/>, as in Keras.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        new Extent(Height, Width).RequirePositive("size");
        return inputs[0].RequireSpatial() with { Height = Height, Width = Width };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) =>
        PlaneSampling.Compute(inputs[0], Height, Width, Interpolation, SampleCoordinates.HalfPixel);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        PlaneSampling.Write(graph, inputs[0], graph.Vector([Height, Width]), Interpolation, SampleCoordinates.HalfPixel);
}
