using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Keeps the middle of planes of known size, as Keras does: floor((side - kept) / 2) pixels are cut before it,
/// the rest after.</summary>
/// <param name="Height">Rows that stay, at least 1.</param>
/// <param name="Width">Pixels in a row that stay, at least 1.</param>
public sealed record CenterCrop(int Height, int Width) : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        new Extent(Height, Width).RequirePositive("size");
        var x = inputs[0].RequireSpatial();
        if (x.Height < Height || x.Width < Width || x.Height is null)
            throw new InvalidNetworkException($"{Height}x{Width} can only be cut out of planes that are known to be as large, not {x}.");
        return x with { Height = Height, Width = Width };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        var (top, left) = Margins(module.Resolved.InputShapes[0]);
        using var rows = inputs[0].narrow(2, top, Height);
        return rows.narrow(3, left, Width);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        var (top, left) = Margins(graph.InputShapes[0]);
        return graph.Node("Slice",
            [inputs[0], graph.Vector([top, left]), graph.Vector([top + Height, left + Width]), graph.Vector([2, 3])]);
    }

    private (long Top, long Left) Margins(LayerShape input) => ((input.Height!.Value - Height) / 2, (input.Width!.Value - Width) / 2);
}
