using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Pooled memory that begins where a vector of 16 floats does not cross a line of the cache. Memory that the collector moves loses
/// time, and nothing else.</summary>
internal sealed class AlignedFloats : IDisposable
{
    private const int Line = 16; // floats

    private readonly int _start, _length;
    private float[] _memory;

    /// <param name="length">Values, which are arbitrary at first.</param>
    public unsafe AlignedFloats(int length)
    {
        _memory = BoundedPool<float>.Rent(checked(length + Line));
        _length = length;
        var past = (int)((nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) / sizeof(float) % Line);
        _start = (Line - past) % Line;
    }

    public Span<float> Span => _memory.AsSpan(_start, _length);

    public void Dispose()
    {
        if (_memory.Length > 0) BoundedPool<float>.Return(_memory);
        _memory = [];
    }
}
