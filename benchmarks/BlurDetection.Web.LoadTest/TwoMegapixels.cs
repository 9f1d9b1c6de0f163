using SkiaSharp;

namespace BlurDetection.Web.LoadTest;

/// <summary>An image of 2 megapixels with detail everywhere, as a phone sends it.</summary>
internal static class TwoMegapixels
{
    public static byte[] Jpeg()
    {
        var random = new Random(1);
        using var bitmap = new SKBitmap(1632, 1224);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 6000; i++)
        {
            paint.Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            canvas.DrawCircle(random.Next(bitmap.Width), random.Next(bitmap.Height), 2 + 60 * MathF.Pow(random.NextSingle(), 5), paint);
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 88);
        return data.ToArray();
    }
}
