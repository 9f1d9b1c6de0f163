using System.Runtime.InteropServices;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Cli.Synthesis;

/// <summary>Luma as an image of Skia's.</summary>
internal static class GreyImage
{
    public static SKBitmap Of(PlanarImage image) => Of(image.Width, image.Height, (x, y) => image.Pixels[y * image.Width + x]);

    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="value">0..255 for a column and a row.</param>
    public static SKBitmap Of(int width, int height, Func<int, int, float> value)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var row = new byte[width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) row[x] = (byte)Math.Clamp(value(x, y) + 0.5f, 0, 255);
            Marshal.Copy(row, 0, bitmap.GetPixels() + y * bitmap.RowBytes, width);
        }
        return bitmap;
    }

    public static void Save(SKBitmap bitmap, string path)
    {
        var format = Path.GetExtension(path).ToLowerInvariant() switch { ".jpg" or ".jpeg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp, _ => SKEncodedImageFormat.Png };
        using var data = bitmap.Encode(format, 92);
        AtomicFile.Write(path, data.SaveTo);
    }
}
