using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Images as JPEG files.</summary>
internal static class JpegImage
{
    /// <summary>Encodes luma as a grey JPEG, red, green and blue as a coloured one.</summary>
    public static byte[] Encode(PlanarImage image, int quality)
    {
        using SKBitmap bitmap = ToBitmap(image);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    public static unsafe SKBitmap ToBitmap(PlanarImage image)
    {
        bool grey = image.Channels == 1;
        var bitmap =
            new SKBitmap(new SKImageInfo(image.Width, image.Height, grey ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        var bytes = new Span<byte>((void*)bitmap.GetPixels(), bitmap.ByteCount);
        ReadOnlySpan<float> pixels = image.Pixels;
        int plane = image.Width * image.Height;
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
            {
                int at = y * image.Width + x;
                if (grey)
                {
                    bytes[y * bitmap.RowBytes + x] = Round(pixels[at]);
                    continue;
                }
                Span<byte> pixel = bytes.Slice(y * bitmap.RowBytes + 4 * x, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) =
                    (Round(pixels[at]), Round(pixels[plane + at]), Round(pixels[2 * plane + at]), 255);
            }
        return bitmap;
    }

    private static byte Round(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
