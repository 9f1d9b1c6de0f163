using BlurDetection.Buffers;
using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Inputs;

/// <summary>Brings ML.NET's image to what a network takes.</summary>
internal static class MLImagePixels
{
    private const int BytesPerPixel = 4;

    /// <exception cref="UnsupportedImageException">The image holds another pixel format than 32-bit colour or 8-bit grey.</exception>
    public static unsafe DecodedImage Preprocess(MLImage image, Preprocessing preprocessing)
    {
        var pixels = image.Pixels;
        if (pixels.Length == image.Width * image.Height) return Borrow(pixels, PixelFormat.Gray8);
        var format = image.PixelFormat switch
        {
            MLPixelFormat.Bgra32 => PixelFormat.Bgra32,
            MLPixelFormat.Rgba32 => PixelFormat.Rgba32,
            _ => throw new UnsupportedImageException(
                $"An MLImage of {image.BitsPerPixel} bits a pixel cannot be read; 32-bit colour and 8-bit grey can."),
        };
        return IsOpaque(pixels) ? Borrow(pixels, format) : OnWhite(pixels, format);

        DecodedImage Borrow(ReadOnlySpan<byte> bytes, PixelFormat pixelFormat)
        {
            fixed (byte* start = bytes)
            {
                using var memory = new BorrowedMemory(start, bytes.Length);
                return ImagePreprocessor.Preprocess(new PixelBuffer(memory.Memory, pixelFormat, image.Width, image.Height), preprocessing);
            }
        }

        // ML.NET keeps colours premultiplied with alpha, which PixelBuffer does not know.
        DecodedImage OnWhite(ReadOnlySpan<byte> bytes, PixelFormat pixelFormat)
        {
            var opaque = BoundedPool<byte>.Rent(bytes.Length);
            try
            {
                for (var i = 0; i < bytes.Length; i += BytesPerPixel)
                {
                    var white = 255 - bytes[i + 3];
                    for (var c = 0; c < 3; c++) opaque[i + c] = (byte)Math.Min(255, bytes[i + c] + white);
                    opaque[i + 3] = 255;
                }
                return Borrow(opaque.AsSpan(0, bytes.Length), pixelFormat);
            }
            finally
            {
                BoundedPool<byte>.Return(opaque);
            }
        }
    }

    private static bool IsOpaque(ReadOnlySpan<byte> pixels)
    {
        for (var i = BytesPerPixel - 1; i < pixels.Length; i += BytesPerPixel)
            if (pixels[i] != 255) return false;
        return true;
    }
}
