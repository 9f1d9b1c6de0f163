namespace BlurDetection.Dicom.Syntax;

/// <summary>The transfer syntaxes of the standard, by their UID.</summary>
internal static class TransferSyntaxes
{
    private const string Root = "1.2.840.10008.1.2", Unknown = "unknown transfer syntax";
    private const int MaxUid = 64;

    private static readonly Dictionary<string, TransferSyntax> ByUid = All().ToDictionary(syntax => syntax.Uid);

    /// <summary>The syntax of a UID; one of the name "unknown transfer syntax" where the standard has none.</summary>
    public static TransferSyntax Of(string uid) =>
        ByUid.TryGetValue(uid, out var syntax) ? syntax : new TransferSyntax(IsUid(uid) ? uid : "no UID", Unknown, FrameCodec.Unsupported);

    // What a damaged file holds in place of the UID could be a name.
    private static bool IsUid(string text) =>
        text.Length is > 3 and <= MaxUid && text.StartsWith("1.2.", StringComparison.Ordinal)
            && text.All(c => c == '.' || char.IsAsciiDigit(c));

    private static IEnumerable<TransferSyntax> All()
    {
        yield return TransferSyntax.ImplicitLittleEndian;
        yield return TransferSyntax.ExplicitLittleEndian;
        yield return TransferSyntax.ExplicitBigEndian;
        yield return TransferSyntax.DeflatedLittleEndian;
        yield return Known(".1.98", "Encapsulated Uncompressed Explicit VR Little Endian", FrameCodec.None);
        yield return Known(".5", "RLE Lossless", FrameCodec.Rle);
        yield return Known(".4.50", "JPEG Baseline (Process 1)", FrameCodec.Jpeg);
        yield return Known(".4.51", "JPEG Extended (Processes 2 and 4)", FrameCodec.Jpeg);
        yield return Known(".4.53", "JPEG Spectral Selection, Non-Hierarchical (Processes 6 and 8)", FrameCodec.Jpeg);
        yield return Known(".4.55", "JPEG Full Progression, Non-Hierarchical (Processes 10 and 12)", FrameCodec.Jpeg);
        yield return Known(".4.57", "JPEG Lossless, Non-Hierarchical (Process 14)", FrameCodec.Jpeg);
        yield return Known(".4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14, Selection Value 1)",
            FrameCodec.Jpeg);
        yield return Known(".4.80", "JPEG-LS Lossless", FrameCodec.JpegLs);
        yield return Known(".4.81", "JPEG-LS Lossy (Near-Lossless)", FrameCodec.JpegLs);
        yield return Known(".4.90", "JPEG 2000 (Lossless Only)", FrameCodec.Jpeg2000);
        yield return Known(".4.91", "JPEG 2000", FrameCodec.Jpeg2000);
        (string, string)[] undecoded =
        [
            (".4.52", "JPEG Extended (Processes 3 and 5)"),
            (".4.92", "JPEG 2000 Part 2 Multi-component (Lossless Only)"), (".4.93", "JPEG 2000 Part 2 Multi-component"),
            (".4.94", "JPIP Referenced"), (".4.95", "JPIP Referenced Deflate"),
            (".4.100", "MPEG2 Main Profile / Main Level"), (".4.101", "MPEG2 Main Profile / High Level"),
            (".4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"), (".4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
            (".4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 for 2D Video"),
            (".4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 for 3D Video"),
            (".4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
            (".4.107", "HEVC/H.265 Main Profile / Level 5.1"), (".4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
            (".4.110", "JPEG XL Lossless"), (".4.111", "JPEG XL JPEG Recompression"), (".4.112", "JPEG XL"),
            (".4.201", "High-Throughput JPEG 2000 (Lossless Only)"),
            (".4.202", "High-Throughput JPEG 2000 with RPCL Options (Lossless Only)"),
            (".4.203", "High-Throughput JPEG 2000"), (".8.1", "Deflated Image Frame Compression"),
        ];
        foreach (var (suffix, name) in undecoded) yield return Known(suffix, name, FrameCodec.Unsupported);
    }

    private static TransferSyntax Known(string suffix, string name, FrameCodec codec) => new(Root + suffix, name, codec);
}
