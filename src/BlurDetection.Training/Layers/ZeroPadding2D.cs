using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Zeros around a plane.</summary>
/// <param name="Top">Rows above, at least 0.</param>
/// <param name="Bottom">Rows below, at least 0.</param>
/// <param name="Left">Pixels before each row, at least 0.</param>
/// <param name="Right">Pixels after each row, at least 0.</param>
public sealed record ZeroPadding2D(int Top, int Bottom, int Left, int Right) : Layer
{
    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs)
    {
        if (Top < 0 || Bottom < 0 || Left < 0 || Right < 0) throw new InvalidNetworkException("padding is negative; at least 0.");
        var x = inputs[0].RequireSpatial();
        return x with { Height = x.Height + Top + Bottom, Width = x.Width + Left + Right };
    }

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => F.pad(inputs[0], [Left, Right, Top, Bottom]);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs) =>
        graph.Node("Pad", [inputs[0], graph.Vector([0, 0, Top, Left, 0, 0, Bottom, Right])]);
}
