using BlurDetection.Jpeg;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Reads the bits of a JPEG scan, up to its next marker; behind that come zeros, which <see cref="IsExhausted"/> tells.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> scan)
{
    private readonly ReadOnlySpan<byte> _scan = scan;
    private ulong _buffer;
    private int _count;
    private int _missing;

    /// <summary>The first byte not yet taken, or the marker that ends the scan.</summary>
    public int Position { get; private set; }

    /// <summary>Whether bits were read that are not there.</summary>
    public readonly bool IsExhausted => _count < _missing;

    public int Peek16()
    {
        if (_count < 16) Fill();
        return (int)(_buffer >> (_count - 16)) & 0xFFFF;
    }

    public void Skip(int bits) => _count -= bits;

    /// <summary>Up to 16 bits.</summary>
    public int Read(int bits)
    {
        if (bits == 0) return 0;
        var value = Peek16() >> (16 - bits);
        _count -= bits;
        return value;
    }

    /// <summary>Drops what is left before a restart marker, and steps over it; false where there is none.</summary>
    public bool Restart()
    {
        (_buffer, _count, _missing) = (0, 0, 0);
        while (Position + 1 < _scan.Length && _scan[Position] == 0xFF && _scan[Position + 1] == 0xFF) Position++;
        if (Position + 1 >= _scan.Length || _scan[Position] != 0xFF || _scan[Position + 1] is < 0xD0 or > 0xD7) return false;
        Position += 2;
        return true;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            byte next = 0;
            if (Position < _scan.Length && (_scan[Position] != 0xFF || Position + 1 < _scan.Length && _scan[Position + 1] == 0))
            {
                next = _scan[Position];
                Position += next == 0xFF ? 2 : 1;
            }
            else
            {
                _missing += 8;
            }
            _buffer = _buffer << 8 | next;
            _count += 8;
        }
    }
}
