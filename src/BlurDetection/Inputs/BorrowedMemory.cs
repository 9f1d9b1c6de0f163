using System.Buffers;

namespace BlurDetection.Inputs;

/// <summary>Unmanaged bytes as <see cref="Memory{T}"/>, for as long as their owner keeps them.</summary>
internal sealed unsafe class BorrowedMemory(byte* start, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => new(start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
