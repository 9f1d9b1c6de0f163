using BlurDetection.Evaluation.Reporting;
using BlurDetection.Imaging;

namespace BlurDetection.Scanning;

/// <summary>Makes small JPEGs of images.</summary>
internal static class ThumbnailEncoder
{
    public const int LongSide = 192;
    private const int Quality = 72;
    private static readonly Preprocessing Small = new() { LongSide = LongSide, Channels = 3 };

    /// <exception cref="UnsupportedImageException">It cannot be decoded.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> encoded, ImageDecoderOptions decoding)
    {
        using DecodedImage image = ImageDecoder.Decode(encoded, Small, decoding);
        return JpegImage.Encode(image.Pixels, Quality);
    }
}
