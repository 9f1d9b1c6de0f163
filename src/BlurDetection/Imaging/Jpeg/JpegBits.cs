using System.Buffers.Binary;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>The bits of a JPEG scan, most significant first, without the zero bytes that are stuffed behind 0xFF; zeros follow its end.</summary>
internal unsafe struct JpegBits(byte* next, byte* end)
{
    /// <summary>The next byte to take in; at a marker, its 0xFF.</summary>
    public byte* Next = next;

    /// <summary>The bits taken in, from the highest on.</summary>
    public ulong Buffer;

    /// <summary>How many of them count.</summary>
    public int Count;

    private readonly byte* _end = end;
    private int _missing;

    /// <summary>Whether more bits were used than the scan has.</summary>
    public readonly bool IsOverrun => Count < _missing;

    /// <summary>Takes in bytes until more than 56 bits count.</summary>
    public void Fill()
    {
        if (_end - Next >= 8)
        {
            var eight = BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(Next, 8));
            if (((~eight - 0x0101010101010101) & eight & 0x8080808080808080) == 0) // no 0xFF among them
            {
                Buffer |= eight >> Count;
                Next += (63 - Count) >> 3;
                Count |= 56;
                return;
            }
        }
        FillByBytes();
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

    private void FillByBytes()
    {
        Buffer = Count == 0 ? 0 : Buffer & (ulong.MaxValue << (64 - Count)); // the fast way leaves more than counts
        while (Count <= 56)
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
}
