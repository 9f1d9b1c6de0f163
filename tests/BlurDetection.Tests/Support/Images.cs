using SkiaSharp;

namespace BlurDetection.Tests.Support;

/// <summary>Rendered pictures, encoded.</summary>
internal static class Images
{
    /// <summary>A scene of seeded shapes and text, with hard edges.</summary>
    public static byte[] Sharp(int width = 320, int height = 240, int seed = 1, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg) =>
        Encode(width, height, format, canvas => Draw(canvas, width, height, seed));

    /// <summary>The same scene seen through a gaussian of the given radius in pixels.</summary>
    public static byte[] Blurred(
        int width = 320, int height = 240, int seed = 1, float sigma = 6, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg) =>
        Encode(width, height, format, canvas =>
        {
            using var filter = SKImageFilter.CreateBlur(sigma, sigma);
            using var paint = new SKPaint { ImageFilter = filter };
            canvas.SaveLayer(paint);
            Draw(canvas, width, height, seed);
            canvas.Restore();
        });

    /// <summary>One even tone.</summary>
    public static byte[] Even(byte tone, int width = 320, int height = 240) =>
        Encode(width, height, SKEncodedImageFormat.Png, canvas => canvas.Clear(new SKColor(tone, tone, tone)));

    /// <summary>Black on the left, white on the right: a mask.</summary>
    public static byte[] Half(int width, int height) =>
        Encode(width, height, SKEncodedImageFormat.Png, canvas =>
        {
            canvas.Clear(SKColors.Black);
            using var paint = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(width / 2, 0, width - width / 2, height, paint);
        });

    /// <summary>Half-transparent shapes on nothing, as PNG.</summary>
    public static byte[] Transparent(int width = 320, int height = 240) =>
        Encode(width, height, SKEncodedImageFormat.Png, canvas =>
        {
            using var paint = new SKPaint { Color = new SKColor(20, 40, 160, 110) };
            for (var i = 0; i < 9; i++) canvas.DrawOval(30 * i, 20 * i, 25, 40, paint);
        }, SKAlphaType.Premul);

    private static byte[] Encode(
        int width, int height, SKEncodedImageFormat format, Action<SKCanvas> draw, SKAlphaType alpha = SKAlphaType.Opaque)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha));
        bitmap.Erase(SKColor.Empty);
        using (var canvas = new SKCanvas(bitmap)) draw(canvas);
        using var data = bitmap.Encode(format, 92);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, int width, int height, int seed)
    {
        var random = new Random(seed);
        canvas.Clear(new SKColor(190, 200, 210));
        using var paint = new SKPaint { IsAntialias = true };
        // Larger pictures show more, not larger, shapes: detail a pixel stays the same.
        var (unitWidth, unitHeight) = (Math.Min(width, 320), Math.Min(height, 240));
        var shapes = Math.Max(40, 40.0 * width * height / (320 * 240));
        for (var i = 0; i < shapes; i++)
        {
            paint.Color = new SKColor((uint)random.Next()).WithAlpha(255);
            var (x, y) = (random.NextSingle() * width, random.NextSingle() * height);
            var (w, h) = (unitWidth * (0.02f + 0.2f * random.NextSingle()), unitHeight * (0.02f + 0.2f * random.NextSingle()));
            if (i % 3 == 0) canvas.DrawOval(x, y, w, h, paint);
            else canvas.DrawRect(x, y, w, h, paint);
        }
    }
}
