using System.Runtime.InteropServices;

namespace BlurDetection.Buffers;

/// <summary>Memory outside the managed heap for an image too large to be worth pooling; given back at once when disposed.</summary>
internal sealed unsafe class NativeBuffer(nuint length) : IDisposable
{
    private void* _memory = NativeMemory.Alloc(length);

    public nint Address => (nint)_memory;

    public Span<byte> Row(long offset, int length) => new((byte*)_memory + offset, length);

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
