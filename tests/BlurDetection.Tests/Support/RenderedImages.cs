using SkiaSharp;

namespace BlurDetection.Tests.Support;

/// <summary>Draws test pictures with natural statistics: overlapping shapes of all sizes (dead leaves), 1/f texture,
/// text-like strokes.</summary>
internal static class RenderedImages
{
    private const int TextureSide = 512;
    private static readonly Lazy<SKBitmap> Texture = new(RenderTexture);

    /// <summary>A picture of the given size; the same seed gives the same picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="seed">Which scene.</param>
    /// <param name="blurSigma">Standard deviation of a Gaussian blur over everything, in pixels; 0 for a sharp picture.</param>
    /// <param name="text">Whether to draw lines of text-like strokes.</param>
    public static SKBitmap Scene(int width, int height, int seed = 1, float blurSigma = 0, bool text = true)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(120, 130, 140));
        DrawLeaves(canvas, width, height, random);
        DrawTexture(canvas, width, height, random);
        if (text) DrawText(canvas, width, height, random);
        canvas.Flush();
        return blurSigma > 0 ? Blurred(bitmap, blurSigma) : bitmap;
    }

    /// <summary>The same picture, blurred by a Gaussian; the original is disposed.</summary>
    public static SKBitmap Blurred(SKBitmap bitmap, float sigma)
    {
        var result = new SKBitmap(bitmap.Info);
        using (bitmap)
        using (var canvas = new SKCanvas(result))
        using (var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp))
        using (var paint = new SKPaint { ImageFilter = filter })
            canvas.DrawBitmap(bitmap, 0, 0, paint);
        return result;
    }

    /// <summary>One even tone.</summary>
    public static SKBitmap Flat(int width, int height, SKColor colour)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(colour);
        return bitmap;
    }

    /// <summary>The picture's 8-bit luma as a grey picture.</summary>
    public static SKBitmap Grey(SKBitmap bitmap)
    {
        var grey = new SKBitmap(new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(grey);
        canvas.DrawBitmap(bitmap, 0, 0);
        return grey;
    }

    /// <summary>The bytes of a JPEG, PNG or WebP file (Skia encodes no other format).</summary>
    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality = 90)
    {
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A scene as a JPEG file.</summary>
    public static byte[] Jpeg(int width, int height, int seed = 1, float blurSigma = 0, int quality = 90)
    {
        using var scene = Scene(width, height, seed, blurSigma);
        return Encode(scene, SKEncodedImageFormat.Jpeg, quality);
    }

    /// <summary>A scene as a PNG file.</summary>
    public static byte[] Png(int width, int height, int seed = 1, float blurSigma = 0)
    {
        using var scene = Scene(width, height, seed, blurSigma);
        return Encode(scene, SKEncodedImageFormat.Png);
    }

    private static void DrawLeaves(SKCanvas canvas, int width, int height, Random random)
    {
        // Radii by a power law (exponent 3): what occlusion makes of natural scenes (Lee, Mumford, Huang 2001).
        var largest = Math.Max(width, height) / 4.0;
        var smallest = Math.Max(1.5, largest / 100);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 1500; i++)
        {
            var u = random.NextDouble();
            var radius = (float)(1 / Math.Sqrt((1 - u) / (smallest * smallest) + u / (largest * largest)));
            var (x, y) = ((float)(random.NextDouble() * width), (float)(random.NextDouble() * height));
            paint.Color = new SKColor((byte)random.Next(20, 236), (byte)random.Next(20, 236), (byte)random.Next(20, 236));
            if (i % 3 == 0) canvas.DrawRect(x - radius, y - radius * 0.6f, 2 * radius, 1.2f * radius, paint);
            else canvas.DrawOval(x, y, radius, radius * (0.4f + 0.6f * (float)random.NextDouble()), paint);
        }
    }

    private static void DrawTexture(SKCanvas canvas, int width, int height, Random random)
    {
        var place = SKMatrix.CreateTranslation(random.Next(TextureSide), random.Next(TextureSide));
        using var shader = SKShader.CreateBitmap(Texture.Value, SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, place);
        using var paint = new SKPaint { Shader = shader, BlendMode = SKBlendMode.SoftLight };
        canvas.DrawRect(0, 0, width, height, paint);
    }

    private static SKBitmap RenderTexture()
    {
        var random = new Random(1);
        // Octaves of white noise, each half as fine and twice as strong: an amplitude spectrum of 1/f.
        var sum = new double[TextureSide * TextureSide];
        for (var cell = 1; cell <= TextureSide / 4; cell *= 2)
        {
            var cells = TextureSide / cell;
            var noise = new double[cells * cells];
            for (var i = 0; i < noise.Length; i++) noise[i] = random.NextDouble() - 0.5;
            var strength = 32 + 6 * Math.Log2(cell); // a 12 MP scene at quality 90 takes about 2.2 bits a pixel, as photographs do
            for (var y = 0; y < TextureSide; y++)
            for (var x = 0; x < TextureSide; x++)
                sum[y * TextureSide + x] += strength * Smooth(noise, cells, (double)x / cell, (double)y / cell);
        }
        var pixels = new SKColor[sum.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            var value = (byte)Math.Clamp(128 + sum[i], 0, 255);
            pixels[i] = new SKColor(value, value, value);
        }
        return new SKBitmap(new SKImageInfo(TextureSide, TextureSide, SKColorType.Rgba8888, SKAlphaType.Opaque)) { Pixels = pixels };
    }

    private static double Smooth(double[] noise, int cells, double x, double y)
    {
        int x0 = (int)x, y0 = (int)y, x1 = (x0 + 1) % cells, y1 = (y0 + 1) % cells;
        double fx = x - x0, fy = y - y0;
        return (noise[y0 * cells + x0] * (1 - fx) + noise[y0 * cells + x1] * fx) * (1 - fy)
             + (noise[y1 * cells + x0] * (1 - fx) + noise[y1 * cells + x1] * fx) * fy;
    }

    private static void DrawText(SKCanvas canvas, int width, int height, Random random)
    {
        var size = Math.Max(6, Math.Min(width, height) / 40f);
        using var paint = new SKPaint { IsAntialias = true, StrokeWidth = size / 6, Color = SKColors.Black, Style = SKPaintStyle.Stroke };
        using var paper = new SKPaint { Color = new SKColor(245, 244, 240) };
        var (left, top) = (width * 0.08f, height * 0.7f);
        canvas.DrawRect(left, top, width * 0.5f, 4.5f * size, paper);
        for (var line = 0; line < 3; line++)
        for (var x = left + size; x < left + width * 0.5f - size; x += size * 0.8f)
        {
            if (random.Next(6) == 0) continue; // a space between words
            var y = top + size * (0.6f + 1.3f * line);
            for (var stroke = 0; stroke < 3; stroke++)
                canvas.DrawLine(x + size * 0.25f * random.Next(3), y + size * 0.5f * random.Next(3), x + size * 0.25f * random.Next(3),
                    y + size * 0.5f * random.Next(3), paint);
        }
    }
}
