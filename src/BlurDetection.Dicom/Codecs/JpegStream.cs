using System.Buffers.Binary;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Walks the marker segments of a JPEG or JPEG-LS stream up to and between its scans.</summary>
internal ref struct JpegStream(ReadOnlySpan<byte> bytes)
{
    public const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, HuffmanTables = 0xC4, RestartInterval = 0xDD,
        LosslessFrame = 0xC3, JpegLsFrame = 0xF7, JpegLsParameters = 0xF8, App0 = 0xE0, App8 = 0xE8, App14 = 0xEE;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The kind of the segment found last.</summary>
    public byte Marker { get; private set; }

    /// <summary>The segment without its length.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Where the segment ends and, after a start of scan, its data begins.</summary>
    public int Position { get; set; }

    /// <summary>What lies behind the segment.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <summary>Whether a marker is that of a frame header of JPEG.</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);

    /// <summary>Moves to the next segment with a body, over whatever is not a marker; false at the end of the image or of the
    /// bytes.</summary>
    public bool MoveNext()
    {
        while (Position + 1 < _bytes.Length)
        {
            if (_bytes[Position] != 0xFF || _bytes[Position + 1] is 0 or 0xFF)
            {
                Position++;
                continue;
            }
            Marker = _bytes[Position + 1];
            Position += 2;
            if (Marker == EndOfImage) return false;
            if (Marker is StartOfImage or 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            if (Position + 2 > _bytes.Length) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[Position..]);
            if (length < 2 || Position + length > _bytes.Length) return false;
            Body = _bytes[(Position + 2)..(Position + length)];
            Position += length;
            return true;
        }
        return false;
    }
}
