using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>Walks the segments of a JPEG up to its first scan (ITU-T T.81, annex B).</summary>
internal ref struct JpegSegments(ReadOnlySpan<byte> jpeg)
{
    private readonly ReadOnlySpan<byte> _jpeg = jpeg;
    private int _next = 2;

    /// <summary>The second byte of the segment's marker.</summary>
    public byte Marker { get; private set; }

    /// <summary>Where the body starts in the file.</summary>
    public int BodyOffset { get; private set; }

    /// <summary>The segment without its marker and length.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Goes to the next segment; false at the end, or where the structure is broken.</summary>
    public bool MoveNext()
    {
        while (_next + 4 <= _jpeg.Length && _jpeg[_next] == 0xFF)
        {
            Marker = _jpeg[_next + 1];
            if (Marker == 0xFF) // fill byte
            {
                _next++;
                continue;
            }
            if (Marker is 0x01 or (>= 0xD0 and <= 0xD8)) // stand-alone
            {
                _next += 2;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(_jpeg[(_next + 2)..]);
            if (Marker == JpegMarkers.EndOfImage || length < 2 || _next + 2 + length > _jpeg.Length) return false;
            BodyOffset = _next + 4;
            Body = _jpeg.Slice(BodyOffset, length - 2);
            _next += 2 + length;
            return true;
        }
        return false;
    }
}
