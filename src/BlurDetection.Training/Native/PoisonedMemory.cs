using static TorchSharp.torch;

namespace BlurDetection.Training.Native;

/// <summary>Leaves NaN in the memory that the calling thread's next tensors get.</summary>
internal static class PoisonedMemory
{
    private const int Smallest = 32, Largest = 1 << 15, OfEach = 4;

    /// <summary>Fills blocks of many sizes with NaN and frees them.</summary>
    internal static void Free()
    {
        using var scope = NewDisposeScope();
        var undefined = new float[Largest];
        Array.Fill(undefined, float.NaN);
        var source = tensor(undefined);
        for (var count = Smallest; count <= Largest; count *= 2)
            for (var i = 0; i < OfEach; i++) source.narrow(0, 0, count).clone();
    }
}
