namespace BlurDetection.Imaging;

/// <summary>Counts the scans of a JPEG without decoding them: inside a scan a 0xFF byte is always followed by 0 or a
/// restart marker.</summary>
internal static class JpegScanCount
{
    private const byte EndOfImage = 0xD9;

    /// <summary>How many scans begin before the end of the image.</summary>
    /// <param name="jpeg">The file.</param>
    /// <param name="most">Counting stops there.</param>
    public static int Of(ReadOnlySpan<byte> jpeg, int most)
    {
        var segments = new JpegSegments(jpeg);
        while (segments.MoveNext() && segments.Marker != JpegSegments.StartOfScan) { }
        if (segments.Marker != JpegSegments.StartOfScan) return 0;
        var scans = 1;
        for (var at = segments.BodyOffset + segments.Body.Length; scans < most;)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || (at += next) + 4 > jpeg.Length) break;
            var marker = jpeg[at + 1];
            if (marker == EndOfImage) break;
            if (marker is 0 or 0xFF or (>= 0xD0 and <= 0xD7)) at += marker == 0xFF ? 1 : 2;
            else
            {
                if (marker == JpegSegments.StartOfScan) scans++;
                at += 2 + Math.Max(2, jpeg[at + 2] << 8 | jpeg[at + 3]);
                if (at > jpeg.Length) break;
            }
        }
        return scans;
    }
}
