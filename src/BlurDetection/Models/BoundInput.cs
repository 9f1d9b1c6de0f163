using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Tensors over pinned managed memory for one run; disposing unpins them and gives rented memory back.</summary>
internal readonly struct BoundInput(OrtValue[] values, Action? giveBack = null) : IDisposable
{
    public OrtValue[] Values { get; } = values;

    public void Dispose()
    {
        foreach (var value in Values) value.Dispose();
        giveBack?.Invoke();
    }
}
