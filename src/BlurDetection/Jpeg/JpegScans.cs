using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>Finds out whether all blocks of a JPEG arrived, where the decoder at hand does not tell (Skia hides libjpeg's
/// warnings).</summary>
internal static class JpegScans
{
    private const int MostScans = 1000;

    /// <summary>
    /// Whether rows that never arrived would show as mid-grey in the last pixel: libjpeg leaves blocks without data at
    /// zero. So it does in one sequential scan without restarts; and only then does walking it, which costs as much as
    /// decoding, wait for that pixel.
    /// </summary>
    public static bool LeavesGreyAtItsEnd(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.EndsWith([(byte)0xFF, JpegMarkers.EndOfImage])) return false;
        var components = 0;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            var body = segments.Body;
            if (segments.Marker == JpegMarkers.RestartInterval && body.ContainsAnyExcept((byte)0)) return false;
            if (segments.Marker is 0xC0 or 0xC1 && body.Length > 5) components = body[5];
            if (segments.Marker == JpegMarkers.StartOfScan) return components > 0 && body.Length > 0 && body[0] == components;
        }
        return false;
    }

    /// <summary>Walks all scans.</summary>
    public static JpegCompleteness Check(ReadOnlySpan<byte> jpeg)
    {
        var tables = new JpegHuffmanTable?[8];
        JpegFrame? frame = null;
        int interval = 0, scans = 0;
        for (var at = 2; at + 4 <= jpeg.Length;)
        {
            if (jpeg[at] != 0xFF || jpeg[at + 1] is 0 or 0xFF or (>= 0xD0 and <= 0xD7))
            {
                at++; // what is left of a scan
                continue;
            }
            var marker = jpeg[at + 1];
            if (marker == JpegMarkers.EndOfImage) return scans > 0 ? JpegCompleteness.Whole : JpegCompleteness.Unknown;
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2) return JpegCompleteness.Unknown;
            if (at + 2 + length > jpeg.Length) return JpegCompleteness.RowsMissing;
            var body = jpeg.Slice(at + 4, length - 2);
            at += 2 + length;
            if (marker == JpegMarkers.HuffmanTables && !JpegHuffmanTable.TryRead(body, tables)) return JpegCompleteness.Unknown;
            if (marker == JpegMarkers.RestartInterval && body.Length >= 2) interval = BinaryPrimitives.ReadUInt16BigEndian(body);
            if (JpegMarkers.IsFrame(marker) && (frame = JpegFrame.TryRead(marker, body)) is null)
                return JpegCompleteness.Unknown;
            if (marker != JpegMarkers.StartOfScan) continue;
            if (frame is null || ++scans > MostScans) return JpegCompleteness.Unknown;
            var scan = new JpegScan(frame, tables, interval, new JpegBits(jpeg, at));
            switch (scan.IsWhole(body))
            {
                case null: return JpegCompleteness.Unknown;
                case false: return JpegCompleteness.RowsMissing;
            }
            at = scan.Position;
        }
        if (scans == 0) return JpegCompleteness.Unknown;
        return jpeg[^2..].SequenceEqual<byte>([0xFF, JpegMarkers.EndOfImage]) ? JpegCompleteness.Whole : JpegCompleteness.EndMarkerMissing;
    }
}
