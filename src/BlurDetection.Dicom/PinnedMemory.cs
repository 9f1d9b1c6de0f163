using System.Buffers;

namespace BlurDetection.Dicom;

/// <summary>Bytes that a caller has pinned, as <see cref="Memory{T}"/> for as long as they are.</summary>
internal sealed unsafe class PinnedMemory(byte* start, int length) : MemoryManager<byte>
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
