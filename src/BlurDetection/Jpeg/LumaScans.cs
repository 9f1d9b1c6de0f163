using System.Buffers.Binary;
using BlurDetection.Buffers;

namespace BlurDetection.Jpeg;

/// <summary>Reads the scans of a JPEG for its luma; those of chroma alone are passed over.</summary>
internal sealed class LumaScans(LumaFrame frame, LumaCoefficients coefficients)
{
    private const int PieceBytes = 1 << 16;

    private readonly JpegTables _tables = new();
    private int _frames;

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
            if (marker == JpegMarkers.EndOfImage || at + 4 > jpeg.Length) break; // where the end marker is missing, luma may be whole
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]), end = at + 2 + length;
            if (length < 2) return LumaResult.Unusual;
            if (end > jpeg.Length) return LumaResult.CutShort;
            if (marker == JpegMarkers.StartOfScan)
            {
                if (ReadScan(jpeg, at + 4, ref end) is not LumaResult.Whole and var result) return result;
            }
            else if (JpegMarkers.IsFrame(marker) && ++_frames > 1 || !_tables.TryRead(marker, jpeg[(at + 4)..end]))
            {
                return LumaResult.Unusual;
            }
            at = end;
        }
        if (Quantisation is null) return LumaResult.Unusual;
        return coefficients.AreSent ? LumaResult.Whole : LumaResult.CutShort;
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
        Quantisation ??= _tables.Quantisation[frame.Quantisation]; // libjpeg keeps the one of the first scan
        var piece = BoundedPool<byte>.Rent(PieceBytes);
        var lookups = BoundedPool<int>.Rent(_tables.Codes.Length * CodeLookup.Length);
        try
        {
            fixed (byte* bytes = piece)
            fixed (int* entries = lookups)
            {
                var source = new ScanBytes(jpeg, end, new Span<byte>(bytes, PieceBytes), LumaScan.MostUnitBytes);
                var scan = new LumaScan(coefficients, frame, _tables, source, entries);
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
