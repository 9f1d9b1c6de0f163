using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>The greatest value of each channel over the whole plane: a vector, whatever the image's size.</summary>
public sealed record GlobalMaxPooling2D : Layer
{
    /// <summary>True gives planes of 1x1 instead of a vector. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KeepDims { get; init; }

    internal override LayerShape Infer(IReadOnlyList<LayerShape> inputs) => Pooling.InferGlobal(inputs[0], KeepDims);

    internal override Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs) => inputs[0].amax([2, 3], keepdim: KeepDims);

    internal override string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs)
    {
        string pooled = graph.Node("GlobalMaxPool", [inputs[0]]);
        return KeepDims ? pooled : graph.Node("Flatten", [pooled], n => n.With("axis", 1));
    }
}
