using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Tensors over pinned managed memory for one run; disposing unpins them and gives rented memory back.</summary>
internal readonly struct BoundInput(OrtValue[] values, float[]? rented = null) : IDisposable
{
    public OrtValue[] Values { get; } = values;

    public void Dispose()
    {
        foreach (var value in Values) value.Dispose();
        if (rented is not null) BoundedPool<float>.Return(rented);
    }
}
