namespace BlurDetection.Imaging;

/// <summary>Tells a file format by its first bytes.</summary>
internal static class Signature
{
    public static EncodedFormat Of(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => EncodedFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => EncodedFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => EncodedFormat.WebP,
        [(byte)'B', (byte)'M', ..] => EncodedFormat.Bmp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => EncodedFormat.Gif,
        _ => EncodedFormat.Unknown,
    };

    /// <summary>Names a format that people do send but that is not decoded here; null if the bytes are none of these.</summary>
    public static string? NameOfUnsupported(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "TIFF (or a camera's raw file)",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', _, ..] => "AVIF",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h', (byte)'e', _, _, ..] => "HEIC",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "a video (MP4 or QuickTime)",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'<', (byte)'s', (byte)'v', (byte)'g', ..] => "SVG",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
        _ => null,
    };
}
