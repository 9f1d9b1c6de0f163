using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Inference;

/// <summary>The bytes of the features of one image.</summary>
/// <param name="values">What the graph gave, the features first.</param>
internal readonly struct FeaturePlanes(IReadOnlyList<OrtValue> values)
{
    /// <exception cref="InvalidModelException">There are not as many as expected.</exception>
    public ReadOnlySpan<byte> Of(int source, int length)
    {
        var bytes = values[source].GetTensorDataAsSpan<byte>();
        return bytes.Length == length ? bytes
            : throw new InvalidModelException($"The model's features have {bytes.Length} values instead of {length}.");
    }
}
