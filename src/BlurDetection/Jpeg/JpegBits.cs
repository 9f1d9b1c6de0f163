using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>Reads the bits of a JPEG's entropy-coded data up to the next marker; behind it come zeros.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> jpeg, int start)
{
    private readonly ReadOnlySpan<byte> _jpeg = jpeg;
    private ulong _bits;
    private int _count; // bits in _bits, those made up included
    private int _madeUp;

    /// <summary>Where the data end: at a marker, or at the end of the file.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Whether bits were taken that are not there.</summary>
    public readonly bool IsExhausted => _madeUp > _count;

    public bool TryDecode(JpegHuffmanTable table, out int symbol)
    {
        if (_count < 16) Fill();
        symbol = table.Decode((int)(_bits >> (_count - 16)) & 0xFFFF, out var length);
        if (symbol < 0) return false;
        _count -= length;
        return true;
    }

    /// <summary>Takes up to 16 bits.</summary>
    public int Take(int bits)
    {
        if (_count < bits) Fill();
        _count -= bits;
        return (int)(_bits >> _count) & ((1 << bits) - 1);
    }

    /// <summary>Goes past any number of bits.</summary>
    public void Skip(int bits)
    {
        for (; bits > 16; bits -= 16) Take(16);
        Take(bits);
    }

    /// <summary>Goes behind a restart marker; false if the next marker is another one.</summary>
    public bool TryRestart()
    {
        while (Position + 1 < _jpeg.Length && !(_jpeg[Position] == 0xFF && _jpeg[Position + 1] is not (0 or 0xFF))) Position++;
        if (Position + 1 >= _jpeg.Length || _jpeg[Position + 1] is < 0xD0 or > 0xD7) return false;
        Position += 2;
        (_bits, _count, _madeUp) = (0, 0, 0);
        return true;
    }

    private void Fill()
    {
        if (Position + sizeof(uint) <= _jpeg.Length)
        {
            var four = BinaryPrimitives.ReadUInt32BigEndian(_jpeg[Position..]);
            if ((~four - 0x01010101 & four & 0x80808080) == 0) // no byte is 0xFF
            {
                _bits = _bits << 32 | four;
                (_count, Position) = (_count + 32, Position + sizeof(uint));
                return;
            }
        }
        while (_count <= 48)
        {
            uint next = 0;
            if (Position < _jpeg.Length && _jpeg[Position] != 0xFF) next = _jpeg[Position++];
            else if (Position + 1 < _jpeg.Length && _jpeg[Position + 1] == 0) (next, Position) = (0xFF, Position + 2);
            else _madeUp += 8;
            _bits = _bits << 8 | next;
            _count += 8;
        }
    }
}
