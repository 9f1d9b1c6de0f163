namespace BlurDetection.Jpeg;

/// <summary>The entropy-coded data of one scan of a JPEG, piece by piece, without the zeros that are stuffed behind each 0xFF.</summary>
internal unsafe ref struct ScanBytes
{
    private const byte Stuffed = 0;
    private const int WordBytes = 8;
    private readonly ReadOnlySpan<byte> _jpeg;
    private readonly Span<byte> _buffer;
    private readonly byte* _start;
    private readonly int _margin;
    private int _next; // in the file

    /// <summary>Begins at a place in the file.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="start">Where the data start.</param>
    /// <param name="buffer">Holds a piece, at an address that does not change.</param>
    /// <param name="margin">Bytes behind <see cref="End"/> that may be read, of any value, before it is known that the data ended.</param>
    public ScanBytes(ReadOnlySpan<byte> jpeg, int start, Span<byte> buffer, int margin)
    {
        _jpeg = jpeg;
        _next = start;
        _buffer = buffer;
        _margin = margin + WordBytes;
        fixed (byte* first = buffer) _start = first;
        End = _start;
        Fill(_start);
    }

    /// <summary>The first byte at hand.</summary>
    public readonly byte* Start => _start;

    /// <summary>Behind the last byte at hand.</summary>
    public byte* End { get; private set; }

    /// <summary>Whether no byte follows those at hand, for a marker or the end of the file.</summary>
    public bool IsLast { get; private set; }

    /// <summary>The marker that ends the data, once <see cref="IsLast"/>; 0 where the file ends instead.</summary>
    public readonly int Marker => _next + 1 < _jpeg.Length ? _jpeg[_next + 1] : 0;

    /// <summary>Moves the bytes from a place on to the start, and adds what follows them.</summary>
    /// <returns>The start.</returns>
    public byte* Fill(byte* from)
    {
        var kept = (int)(End - from);
        new ReadOnlySpan<byte>(from, kept).CopyTo(_buffer);
        var filled = kept;
        while (!IsLast && filled < _buffer.Length - _margin)
        {
            var rest = _jpeg.Slice(_next, Math.Min(_jpeg.Length - _next, _buffer.Length - _margin - filled));
            var plain = rest.IndexOf(byte.MaxValue);
            if (plain < 0) plain = rest.Length;
            rest[..plain].CopyTo(_buffer[filled..]);
            (_next, filled) = (_next + plain, filled + plain);
            if (plain == rest.Length && _next < _jpeg.Length) continue;
            if (_next + 1 < _jpeg.Length && _jpeg[_next + 1] == Stuffed)
            {
                _buffer[filled++] = byte.MaxValue;
                _next += 2;
            }
            else IsLast = true;
        }
        _buffer.Slice(filled, WordBytes).Clear();
        End = _start + filled;
        return _start;
    }

    /// <summary>Where the bytes that are not at hand start in the file: at a marker, or at the end, once <see cref="IsLast"/>.</summary>
    public readonly int Position => _next;

    /// <summary>Goes on behind a restart marker of any number, past what is left before it.</summary>
    /// <returns>The start; null where another marker comes.</returns>
    public byte* Restart()
    {
        while (!IsLast) Fill(End);
        return Marker is >= 0xD0 and <= 0xD7 ? Restart(Marker - 0xD0) : null;
    }

    /// <summary>Goes on behind a restart marker.</summary>
    /// <returns>The start; null where another marker comes.</returns>
    public byte* Restart(int number)
    {
        if (!IsLast || Marker != 0xD0 + number) return null;
        (_next, IsLast) = (_next + 2, false);
        return Fill(End);
    }
}
