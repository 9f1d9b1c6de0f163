using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Inference;

/// <summary>The bytes of the features of one image, cell by cell.</summary>
/// <param name="values">What the graph gave, the features first: each [1, height, width, channels].</param>
internal readonly unsafe struct FeatureCells(IReadOnlyList<OrtValue> values)
{
    /// <summary>Cells of a row, and rows.</summary>
    public (int Width, int Height) Size
    {
        get
        {
            long[] shape = values[0].GetTensorTypeAndShape().Shape;
            return ((int)shape[2], (int)shape[1]);
        }
    }

    /// <summary>The bytes of one source, which stay where they are for as long as the values do.</summary>
    /// <exception cref="InvalidModelException">There are not as many as expected.</exception>
    public byte* Of(int source, int length)
    {
        var bytes = values[source].GetTensorDataAsSpan<byte>();
        return bytes.Length == length ? (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes))
            : throw new InvalidModelException($"The model's features have {bytes.Length} values instead of {length}.");
    }
}
