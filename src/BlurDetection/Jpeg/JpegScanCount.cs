namespace BlurDetection.Jpeg;

/// <summary>Counts the scans of a JPEG without decoding them: inside a scan a 0xFF byte is always followed by 0 or a
/// restart marker.</summary>
internal static class JpegScanCount
{
    /// <summary>How many scans begin before the end of the image.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="most">Counting stops there.</param>
    /// <param name="passes">The most scans that any one component is in.</param>
    /// <param name="mean">Scans that a block of the image is in, on average over all blocks.</param>
    public static int Of(ReadOnlySpan<byte> jpeg, int most, out int passes, out double mean)
    {
        (passes, mean) = (0, 0);
        Span<byte> counts = stackalloc byte[256], blocks = stackalloc byte[256];
        counts.Clear();
        blocks.Clear();
        var segments = new JpegSegments(jpeg);
        while (segments.MoveNext() && segments.Marker != JpegMarkers.StartOfScan)
            if (JpegMarkers.IsFrame(segments.Marker)) ReadBlocks(segments.Body, blocks);
        if (segments.Marker != JpegMarkers.StartOfScan) return 0;
        var scans = 1;
        Count(segments.Body, counts, ref passes);
        for (var at = segments.BodyOffset + segments.Body.Length; scans < most;)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || (at += next) + 4 > jpeg.Length) break;
            var marker = jpeg[at + 1];
            if (marker == JpegMarkers.EndOfImage) break;
            if (marker is 0 or 0xFF or (>= 0xD0 and <= 0xD7)) at += marker == 0xFF ? 1 : 2;
            else
            {
                if (marker == JpegMarkers.StartOfScan)
                {
                    scans++;
                    Count(jpeg[(at + 4)..], counts, ref passes);
                }
                at += 2 + Math.Max(2, jpeg[at + 2] << 8 | jpeg[at + 3]);
                if (at > jpeg.Length) break;
            }
        }
        int read = 0, all = 0;
        for (var id = 0; id < blocks.Length; id++) (read, all) = (read + counts[id] * blocks[id], all + blocks[id]);
        mean = (double)read / Math.Max(1, all);
        return scans;
    }

    // Of each component in an MCU.
    private static void ReadBlocks(ReadOnlySpan<byte> frame, Span<byte> blocks)
    {
        for (int i = 0, components = frame.Length < 6 ? 0 : frame[5]; i < components && 7 + 3 * i < frame.Length; i++)
            blocks[frame[6 + 3 * i]] = (byte)((frame[7 + 3 * i] >> 4) * (frame[7 + 3 * i] & 15));
    }

    private static void Count(ReadOnlySpan<byte> header, Span<byte> counts, ref int passes)
    {
        for (int i = 0, components = header.IsEmpty ? 0 : header[0]; i < components && 1 + 2 * i < header.Length; i++)
        {
            ref var count = ref counts[header[1 + 2 * i]];
            if (count < byte.MaxValue) count++;
            passes = Math.Max(passes, count);
        }
    }
}
