using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace BlurDetection.Imaging;

/// <summary>The bytes of a TIFF or BigTIFF structure, in memory or in a file of any size.</summary>
internal readonly ref struct TiffBytes
{
    private readonly ReadOnlySpan<byte> _memory;
    private readonly SafeFileHandle? _file;
    public TiffBytes(ReadOnlySpan<byte> memory)
    {
        _memory = memory;
        Length = memory.Length;
        (IsLittleEndian, IsBig) = Header(memory);
    }

    public TiffBytes(SafeFileHandle file)
    {
        _file = file;
        Length = RandomAccess.GetLength(file);
        Span<byte> start = stackalloc byte[8];
        (IsLittleEndian, IsBig) = Header(start[..RandomAccess.Read(file, start, 0)]);
    }

    public long Length { get; }

    public bool IsLittleEndian { get; }

    /// <summary>Whether offsets have 8 bytes.</summary>
    public bool IsBig { get; }

    /// <summary>Where the first directory lies; 0 where the header is broken.</summary>
    public long First => Length < 16 ? 0 : IsBig ? Int64(8) : UInt32(4);

    public bool Holds(long at, long count) => at >= 0 && count >= 0 && at <= Length - count;

    public byte Byte(long at)
    {
        Span<byte> bytes = stackalloc byte[1];
        Read(at, bytes);
        return bytes[0];
    }

    public ushort UInt16(long at)
    {
        Span<byte> bytes = stackalloc byte[2];
        Read(at, bytes);
        return (ushort)Number(bytes);
    }

    public uint UInt32(long at)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(at, bytes);
        return (uint)Number(bytes);
    }

    public long Int64(long at)
    {
        Span<byte> bytes = stackalloc byte[8];
        Read(at, bytes);
        return Number(bytes);
    }

    /// <summary>The whole number that 1, 2, 4 or 8 bytes of the structure hold; without a sign where they are fewer than 8.</summary>
    public long Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
        4 => IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => IsLittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes),
    };

    /// <summary>Copies bytes that <see cref="Holds"/> allows; zeros where a file has shrunk meanwhile.</summary>
    public void Read(long at, Span<byte> bytes)
    {
        if (_file is null) _memory.Slice((int)at, bytes.Length).CopyTo(bytes);
        else if (RandomAccess.Read(_file, bytes, at) is var read && read < bytes.Length) bytes[read..].Clear();
    }

    private static (bool Little, bool Big) Header(ReadOnlySpan<byte> start) =>
        start.Length < 4 ? default : (start[0] == 'I', start[start[0] == 'I' ? 2 : 3] == 0x2B);
}
