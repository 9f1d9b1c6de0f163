using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>The bits of a JPEG scan, most significant first, without the zero bytes that are stuffed behind 0xFF; zeros follow its end.</summary>
internal unsafe struct JpegBits(byte* next, byte* end)
{
    private const int Filled = 56;

    /// <summary>The next byte to take in; at a marker, its 0xFF.</summary>
    public byte* Next = next;

    /// <summary>The bits taken in, from the highest on; lower bits than count are what follows, or zero.</summary>
    public ulong Buffer;

    /// <summary>How many of them count.</summary>
    public int Count;

    private readonly byte* _end = end;
    private int _missing;

    /// <summary>Up to here eight bytes can be read at once.</summary>
    public readonly byte* LastEight => _end - 8;

    /// <summary>Whether more bits were used than the scan has.</summary>
    public readonly bool IsOverrun => Count < _missing;

    /// <summary>Takes in as many bytes as fit if none of them is 0xFF: then at least 56 bits count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFill(ref ulong buffer, ref int count, ref byte* next, byte* lastEight)
    {
        if (next > lastEight) return false;
        var eight = Unsafe.ReadUnaligned<ulong>(next);
        if (((~eight - 0x0101010101010101) & eight & 0x8080808080808080) != 0) return false;
        if (BitConverter.IsLittleEndian) eight = BinaryPrimitives.ReverseEndianness(eight);
        buffer |= eight >> count;
        next += (63 - count) >> 3;
        count |= Filled;
        return true;
    }

    /// <summary>Takes in bytes until at least 56 bits count.</summary>
    public void Fill()
    {
        if (!TryFill(ref Buffer, ref Count, ref Next, LastEight)) FillByBytes();
    }

    /// <summary>Takes in bytes one by one, passing over stuffed zeros; at a marker or the end, zeros.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FillByBytes()
    {
        Buffer = Count == 0 ? 0 : Buffer & (ulong.MaxValue << (64 - Count));
        while (Count < Filled)
        {
            if (Next == _end || Next[0] == 0xFF && (_end - Next < 2 || Next[1] != 0))
            {
                _missing += 8;
            }
            else
            {
                Buffer |= (ulong)Next[0] << (56 - Count);
                Next += Next[0] == 0xFF ? 2 : 1;
            }
            Count += 8;
        }
    }

    /// <summary>Ends a run of blocks: nothing but padding may be left before the marker. False if there is no such marker.</summary>
    public bool TryPassMarker(byte marker)
    {
        FillByBytes();
        if (IsOverrun || Count - _missing >= 8 || _end - Next < 2 || Next[0] != 0xFF || Next[1] != marker) return false;
        Next += 2;
        (Buffer, Count, _missing) = (0, 0, 0);
        return true;
    }
}
