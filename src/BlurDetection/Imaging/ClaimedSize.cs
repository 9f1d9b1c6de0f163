using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>The size that a file's header claims, read without a decoder.</summary>
internal static class ClaimedSize
{
    /// <summary>False where the header is too short or of another form.</summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, ImageFormat format, out long width, out long height)
    {
        (width, height) = (0, 0);
        switch (format)
        {
            case ImageFormat.Jpeg when JpegHeader.TryRead(encoded, out var header):
                (width, height) = (header.Width, header.Height);
                break;
            case ImageFormat.Png when encoded.Length >= 24 && encoded.Slice(12, 4).SequenceEqual("IHDR"u8):
                (width, height) =
                    (BinaryPrimitives.ReadUInt32BigEndian(encoded[16..]), BinaryPrimitives.ReadUInt32BigEndian(encoded[20..]));
                break;
            case ImageFormat.Bmp when encoded.Length >= 26 && encoded[14] >= 40:
                (width, height) = (Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(encoded[18..])),
                    Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(encoded[22..])));
                break;
            case ImageFormat.WebP when encoded.Length >= 30:
                (width, height) = OfWebP(encoded[12..]);
                break;
            case ImageFormat.Gif when encoded.Length >= 10:
                (width, height) =
                    (BinaryPrimitives.ReadUInt16LittleEndian(encoded[6..]), BinaryPrimitives.ReadUInt16LittleEndian(encoded[8..]));
                break;
        }
        return width > 0 && height > 0;
    }

    // The first chunk of a WebP (RFC 9649): lossy, lossless or extended.
    private static (long Width, long Height) OfWebP(ReadOnlySpan<byte> chunk)
    {
        var body = chunk[8..];
        if (chunk.StartsWith("VP8 "u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF);
        if (chunk.StartsWith("VP8X"u8))
            return (1 + (body[4] | body[5] << 8 | body[6] << 16), 1 + (body[7] | body[8] << 8 | body[9] << 16));
        if (!chunk.StartsWith("VP8L"u8)) return default;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
    }
}
