using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Rounds values to 256 even steps from 0 to <paramref name="Maximum"/>, as a runtime holds them that computes in int8; what lies
/// beyond an end becomes that end.</summary>
/// <param name="Maximum">The greatest value, above 0.</param>
/// <remarks>
/// In ONNX a QuantizeLinear and a DequantizeLinear, which ONNX Runtime merges with the convolutions on both sides. While
/// training, gradients pass as if nothing were rounded (Jacob et al., "Quantization and Training of Neural Networks for Efficient
/// Integer-Arithmetic-Only Inference", 2018).
/// </remarks>
public sealed record FakeQuantization(double Maximum) : Layer
{
    /// <summary>Values of a byte.</summary>
    internal const int Levels = 256;

    private float Step => (float)(Maximum / (Levels - 1));

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) =>
        double.IsFinite(Maximum) && Step > 0 ? inputs[0] : throw new InvalidNetworkException($"maximum is {Maximum}; above 0.");

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs)
    {
        using var inside = inputs[0].Between(0, Maximum);
        using var levels = inside.Over(Step);
        using var rounded = levels.round_().TimesInPlace(Step);
        return inside.StraightThrough(rounded);
    }

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string[] scale = [graph.Scalar(Step), graph.ZeroByte()];
        return graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [inputs[0], .. scale]), .. scale]);
    }
}
