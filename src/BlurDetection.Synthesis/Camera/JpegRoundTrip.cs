using System.Runtime.InteropServices;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Camera;

/// <summary>Compresses luma as a JPEG and decodes it again, for the blocks and ringing that compression leaves.</summary>
internal static class JpegRoundTrip
{
    /// <param name="image">Luma, 0..255; replaced.</param>
    /// <param name="quality">JPEG quality, 1 to 100.</param>
    public static void Apply(PlanarImage image, int quality)
    {
        int width = image.Width, height = image.Height;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        int stride = bitmap.RowBytes;
        var bytes = new byte[stride * height];
        var pixels = image.Pixels;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                bytes[y * stride + x] = (byte)Math.Clamp(pixels[y * width + x] + 0.5f, 0, 255);
        Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        using var codec = SKCodec.Create(encoded);
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success) return;
        Marshal.Copy(bitmap.GetPixels(), bytes, 0, bytes.Length);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                pixels[y * width + x] = bytes[y * stride + x];
    }
}
