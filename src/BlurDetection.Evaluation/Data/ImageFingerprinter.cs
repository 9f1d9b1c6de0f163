using System.Security.Cryptography;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation.Data;

/// <summary>Opens an image once for its content hash, size and thumbnail.</summary>
internal static class ImageFingerprinter
{
    private static readonly Preprocessing Thumbnail = new()
    {
        LongSide = null,
        Width = PerceptualHash.ThumbnailSide,
        Height = PerceptualHash.ThumbnailSide,
    };

    /// <exception cref="UnsupportedImageException">No image that can be decoded.</exception>
    public static ImageFingerprint Compute(string path, ImageDecoderOptions? decoder)
    {
        byte[] encoded = ImageFileReader.Read(path, decoder);
        using DecodedImage decoded = ImageDecoder.Decode(encoded, Thumbnail, decoder);
        var luma = new byte[PerceptualHash.ThumbnailSide * PerceptualHash.ThumbnailSide];
        Span<float> pixels = decoded.Pixels.Pixels;
        for (int i = 0; i < luma.Length; i++) luma[i] = (byte)Math.Clamp(MathF.Round(pixels[i]), 0, 255);
        return new ImageFingerprint(Convert.ToHexStringLower(SHA256.HashData(encoded)),
            decoded.OriginalWidth, decoded.OriginalHeight, PerceptualHash.Compute(luma), luma);
    }
}
