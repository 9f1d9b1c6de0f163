namespace BlurDetection.Jpeg;

/// <summary>Second bytes of a JPEG's markers (ITU-T T.81, table B.1).</summary>
internal static class JpegMarkers
{
    public const byte HuffmanTables = 0xC4, EndOfImage = 0xD9, StartOfScan = 0xDA, QuantisationTables = 0xDB, RestartInterval = 0xDD;

    /// <summary>Whether a marker is a frame's.</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);
}
