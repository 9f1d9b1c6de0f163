namespace BlurDetection.Imaging;

/// <summary>Tells a file's format by its content, never by its name.</summary>
public static class ImageFormatDetector
{
    private const int DicomPreamble = 128;

    /// <summary>The format that the bytes begin like; <see cref="ImageFormat.Unknown"/> for none that is known. Does not
    /// check that the file is whole.</summary>
    /// <param name="encoded">The file, or its first bytes; 64 KiB are enough, except for camera raw files, where all may be needed.</param>
    public static ImageFormat Detect(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
        [(byte)'B', (byte)'M', ..] => ImageFormat.Bmp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => ImageFormat.Gif,
        [(byte)'I', (byte)'I', 0x2A or 0x2B, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A or 0x2B, ..] =>
            TiffDirectory.IsCameraRaw(encoded) ? ImageFormat.CameraRaw : ImageFormat.Tiff,
        // ORF
        [(byte)'I', (byte)'I', (byte)'R', (byte)'O' or (byte)'S', ..]
        or [(byte)'M', (byte)'M', (byte)'O', (byte)'R', ..] => ImageFormat.CameraRaw,
        [(byte)'I', (byte)'I', 0x55, 0, ..] => ImageFormat.CameraRaw, // RW2
        [(byte)'F', (byte)'U', (byte)'J', (byte)'I', (byte)'F', (byte)'I', (byte)'L', (byte)'M', ..] => ImageFormat.CameraRaw, // RAF
        [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] or [0xFF, 0x0A, ..] => ImageFormat.JpegXl,
        [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => ImageFormat.Jpeg2000,
        [0x76, 0x2F, 0x31, 0x01, ..] => ImageFormat.OpenExr,
        [(byte)'S', (byte)'I', (byte)'M', (byte)'P', (byte)'L', (byte)'E', (byte)' ', (byte)' ', (byte)'=', ..] => ImageFormat.Fits,
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => ImageFormat.Psd,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] => OfMediaFile(encoded),
        _ when encoded.Length > DicomPreamble + 4 && encoded.Slice(DicomPreamble, 4).SequenceEqual("DICM"u8) => ImageFormat.Dicom,
        _ => ImageFormat.Unknown,
    };

    /// <summary>Names a kind of file that is not an image, or not one that any decoder here takes; null if the bytes are
    /// none of these.</summary>
    internal static string? NameOfOther(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "a video (MP4 or QuickTime)",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'<', (byte)'s', (byte)'v', (byte)'g', ..] => "SVG",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
        [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..] => "Netpbm (PGM, PPM)",
        [0, 0, 1, 0, > 0, 0, ..] => "an icon (ICO)",
        [(byte)'D', (byte)'D', (byte)'S', (byte)' ', ..] => "a texture (DDS)",
        [(byte)'#', (byte)'?', (byte)'R', (byte)'A', (byte)'D', ..] => "Radiance HDR",
        _ => null,
    };

    /// <summary>ISO base media files name their kind in the first box: the major brand, then compatible ones.</summary>
    private static ImageFormat OfMediaFile(ReadOnlySpan<byte> encoded)
    {
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(encoded);
        var end = (int)Math.Min(length, (uint)Math.Min(encoded.Length, 256));
        var format = OfBrand(encoded.Slice(8, 4));
        for (var at = 16; format == ImageFormat.Unknown && at + 4 <= end; at += 4) format = OfBrand(encoded.Slice(at, 4));
        return format;
    }

    private static ImageFormat OfBrand(ReadOnlySpan<byte> brand) => brand switch
    {
        [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s'] => ImageFormat.Avif,
        [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', _] => ImageFormat.Heic, // heic, heix, heim, heis, hevc, hevx
        [(byte)'c', (byte)'r', (byte)'x', (byte)' '] => ImageFormat.CameraRaw, // CR3
        _ => ImageFormat.Unknown,
    };
}
