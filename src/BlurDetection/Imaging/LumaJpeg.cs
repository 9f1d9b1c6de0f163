using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>The luma of a progressive YCbCr JPEG as a grey JPEG, for decoders that are asked for luma: they would read the chroma's scans
/// and hold its coefficients, which of 4:4:4 are two thirds of all, to throw them away.</summary>
/// <remarks>The luma stays as it is, value for value: its scans are copied, and those that it shares with chroma are written
/// again.</remarks>
internal sealed class LumaJpeg : IDisposable
{
    private const byte EndOfImage = 0xD9, HuffmanTables = 0xC4, RestartInterval = 0xDD;
    private const int Coefficients = 64;

    // Of the DC coefficients, each bit of which is sent once: 20 bits at first and up to 13 later, each byte of which may need another
    // behind it; and of the segments around those scans.
    private const int MostBytesOfBlock = 10, MostBesides = 16 * 64;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>The grey copy; null where the file is not progressive, where luma is not sent to its last bit (data may be missing), or
    /// where anything is unusual.</summary>
    public static LumaJpeg? TryCreate(ReadOnlySpan<byte> jpeg)
    {
        if (!JpegHeader.TryRead(jpeg, out var header) || !header.IsYCbCr) return null;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext() && segments.Marker != JpegSegments.StartOfScan;)
        {
            if (!JpegHeader.IsFrame(segments.Marker)) continue;
            if (!LumaFrame.TryRead(segments.Marker, segments.Body, out var frame)) return null;
            var copy = new LumaJpeg();
            if (copy.TryFill(jpeg, frame)) return copy;
            copy.Dispose();
            return null;
        }
        return null;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) BoundedPool<byte>.Return(_bytes);
        _bytes = [];
    }

    private bool TryFill(ReadOnlySpan<byte> jpeg, in LumaFrame frame)
    {
        var blocks = frame.Columns * frame.Rows;
        var values = BoundedPool<int>.Rent(blocks);
        _bytes = BoundedPool<byte>.Rent(jpeg.Length + MostBytesOfBlock * blocks + MostBesides);
        try
        {
            var writer = new JpegWriter(_bytes);
            if (!TryCopy(jpeg, frame, values.AsSpan(0, blocks), writer)) return false;
            _length = writer.Length;
            return true;
        }
        finally
        {
            BoundedPool<int>.Return(values);
        }
    }

    private static bool TryCopy(ReadOnlySpan<byte> jpeg, in LumaFrame frame, Span<int> values, JpegWriter writer)
    {
        var tables = new JpegHuffmanTable?[8];
        Span<int> missing = stackalloc int[Coefficients]; // bits of each coefficient of luma that have not been sent
        missing.Fill(int.MaxValue);
        int interval = 0, frames = 0;
        writer.Add(jpeg[..2]);
        for (var at = 2; at + 2 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            if (marker == EndOfImage)
            {
                writer.Add([0xFF, EndOfImage]);
                return !missing.ContainsAnyExcept(0);
            }
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD8) || at + 4 > jpeg.Length) return false;
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]), end = at + 2 + length;
            if (length < 2 || end > jpeg.Length) return false;
            var body = jpeg[(at + 4)..end];
            if (marker == JpegSegments.StartOfScan)
            {
                var data = end;
                end = EndOfScan(jpeg, end);
                if (body.Length < 6 || body[0] is < 1 or > 4 || body.Length < 4 + 2 * body[0]) return false;
                if (HasLuma(body, frame.Luma))
                {
                    if (!TryCount(body, missing)) return false;
                    var scan = new JpegDcScan(body, frame, interval);
                    if (body[1 + 2 * body[0]] > 0) writer.Add(jpeg[at..end]); // of luma alone
                    else if (!scan.TryRead(new JpegBits(jpeg, data), tables, values) || !scan.TryWrite(values, writer)) return false;
                }
            }
            else if (JpegHeader.IsFrame(marker))
            {
                if (++frames > 1) return false;
                writer.Add([0xFF, marker, 0, 11, .. body[..5], 1, frame.Luma, 0x11, body[8]]);
            }
            else
            {
                if (marker == HuffmanTables && !JpegHuffmanTable.TryRead(body, tables)) return false;
                if (marker == RestartInterval && body.Length >= 2) interval = BinaryPrimitives.ReadUInt16BigEndian(body);
                writer.Add(jpeg[at..end]);
            }
            at = end;
        }
        return false;
    }

    private static bool TryCount(ReadOnlySpan<byte> scan, Span<int> missing)
    {
        var (first, last, bits) = (scan[1 + 2 * scan[0]], scan[2 + 2 * scan[0]], scan[3 + 2 * scan[0]]);
        if (first > last || last >= Coefficients || first == 0 && last > 0 || first > 0 && scan[0] > 1) return false;
        // Each bit once, from the highest: libjpeg takes other orders with a warning.
        var (before, after) = (bits >> 4, bits & 15);
        foreach (ref var left in missing[first..(last + 1)])
        {
            if (left != (before == 0 ? int.MaxValue : before) || before > 0 && after != before - 1) return false;
            left = after;
        }
        return true;
    }

    private static bool HasLuma(ReadOnlySpan<byte> scan, byte luma)
    {
        for (var i = 0; i < scan[0]; i++)
            if (scan[1 + 2 * i] == luma) return true;
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
