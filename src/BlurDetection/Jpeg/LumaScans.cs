using System.Buffers.Binary;
using BlurDetection.Buffers;

namespace BlurDetection.Jpeg;

/// <summary>Reads the scans of a JPEG for its luma; those of chroma alone are passed over.</summary>
internal sealed class LumaScans(LumaFrame frame, LumaCoefficients coefficients)
{
    private const int PieceBytes = 1 << 16;
    private const byte EndOfImage = 0xD9, HuffmanTables = 0xC4, RestartInterval = 0xDD, QuantisationTables = 0xDB;

    private readonly JpegHuffmanTable?[] _tables = new JpegHuffmanTable?[8];
    private readonly int[]?[] _quantisation = new int[]?[4];
    private int _interval, _frames;

    /// <summary>What luma's coefficients were divided by, in eight rows.</summary>
    public int[]? Quantisation { get; private set; }

    /// <summary>Reads all scans.</summary>
    public LumaResult Read(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 2 <= jpeg.Length;)
        {
            var marker = jpeg[at + 1];
            if (jpeg[at] != 0xFF || marker is 0 or 1 or 0xFF or (>= 0xD0 and <= 0xD8))
            {
                at++; // fill bytes, and what is left of a scan
                continue;
            }
            if (marker == EndOfImage || at + 4 > jpeg.Length) break; // where the end marker is missing, luma may be whole
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]), end = at + 2 + length;
            if (length < 2) return LumaResult.Unusual;
            if (end > jpeg.Length) return LumaResult.CutShort;
            if (marker == JpegSegments.StartOfScan)
            {
                if (ReadScan(jpeg, at + 4, ref end) is not LumaResult.Whole and var result) return result;
            }
            else if (!TryReadSegment(marker, jpeg[(at + 4)..end])) return LumaResult.Unusual;
            at = end;
        }
        if (Quantisation is null) return LumaResult.Unusual;
        return coefficients.AreSent ? LumaResult.Whole : LumaResult.CutShort;
    }

    private bool TryReadSegment(byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case HuffmanTables:
                return JpegHuffmanTable.TryRead(body, _tables);
            case QuantisationTables:
                return TryReadQuantisation(body, _quantisation);
            case RestartInterval when body.Length >= 2:
                _interval = BinaryPrimitives.ReadUInt16BigEndian(body);
                return true;
            default:
                return !JpegSegments.IsFrame(marker) || ++_frames == 1;
        }
    }

    /// <summary>Reads the tables of a DQT segment, each in eight rows; false where the segment is broken.</summary>
    public static bool TryReadQuantisation(ReadOnlySpan<byte> body, int[]?[] tables)
    {
        while (body.Length > 0)
        {
            int place = body[0] & 15, bytes = body[0] >> 4 == 0 ? 1 : 2;
            if (place > 3 || body.Length < 1 + LumaCoefficients.PerBlock * bytes) return false;
            var table = tables[place] = new int[LumaCoefficients.PerBlock];
            for (var k = 0; k < table.Length; k++)
                table[LumaCoefficients.Places[k]] = bytes == 1 ? body[1 + k] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * k)..]);
            body = body[(1 + LumaCoefficients.PerBlock * bytes)..];
        }
        return true;
    }

    private unsafe LumaResult ReadScan(ReadOnlySpan<byte> jpeg, int start, ref int end)
    {
        var header = jpeg[start..end];
        if (header.Length < 6 || header[0] is < 1 or > 4 || header.Length < 4 + 2 * header[0]) return LumaResult.Unusual;
        if (!HasLuma(header))
        {
            end = EndOfScan(jpeg, end);
            return LumaResult.Whole;
        }
        Quantisation ??= _quantisation[frame.Quantisation]; // libjpeg keeps the one of the first scan
        var piece = BoundedPool<byte>.Rent(PieceBytes);
        var lookups = BoundedPool<int>.Rent(_tables.Length * CodeLookup.Length);
        try
        {
            fixed (byte* bytes = piece)
            fixed (int* entries = lookups)
            {
                var source = new ScanBytes(jpeg, end, new Span<byte>(bytes, PieceBytes), LumaScan.MostUnitBytes);
                var scan = new LumaScan(coefficients, frame, _tables, _interval, source, entries);
                var result = scan.Read(header);
                end = scan.Position;
                return result switch { true => LumaResult.Whole, false => LumaResult.CutShort, null => LumaResult.Damaged };
            }
        }
        finally
        {
            BoundedPool<byte>.Return(piece);
            BoundedPool<int>.Return(lookups);
        }
    }

    private bool HasLuma(ReadOnlySpan<byte> scan)
    {
        for (var i = 0; i < scan[0]; i++)
            if (scan[1 + 2 * i] == frame.Luma) return true;
        return false;
    }

    // At the next marker that is not a restart.
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length) break;
            at += next;
            if (jpeg[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
            at += jpeg[at + 1] == 0xFF ? 1 : 2;
        }
        return jpeg.Length;
    }
}
