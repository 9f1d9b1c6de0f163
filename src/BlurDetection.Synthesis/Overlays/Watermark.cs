using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Overlays;

/// <summary>Faint, crisp lettering over the whole image, as stock agencies print it: tiled and tilted, or once across
/// the middle.</summary>
/// <remarks>It says nothing of the image's focus, and hides none of it: the local truth counts beneath it.</remarks>
internal static class Watermark
{
    public static void Draw(Random random, PlanarImage image)
    {
        int width = image.Width, height = image.Height;
        using var sheet = Ink.Draw(image, canvas =>
        {
            canvas.RotateDegrees((float)(random.Chance(0.3) ? 0 : random.Uniform(-50, 50)), width / 2f, height / 2f);
            if (random.Chance(0.7)) Tiles(random, canvas, width, height);
            else Once(random, canvas, width, height);
        });
        Ink.Lay(sheet, image, strength: (float)random.LogUniform(0.06, 0.6));
    }

    private static void Tiles(Random random, SKCanvas canvas, int width, int height)
    {
        int side = Math.Max(width, height);
        float size = (float)random.LogUniform(6, Math.Max(10, side / 14.0));
        int letters = random.Next(4, 14);
        float length = size * 0.65f * letters;
        float stepX = length * (float)random.Uniform(1.1, 3), stepY = size * (float)random.LogUniform(2.5, 14),
            shift = random.Chance(0.5) ? stepX / 2 : 0;
        using var paint = Paint(random, size);
        int seed = random.Next(), row = 0;
        for (float y = -0.5f * side; y < 1.5f * side; y += stepY, row++)
            for (float x = -0.5f * side + (row % 2 == 0 ? 0 : shift); x < 1.5f * side; x += stepX)
                StrokeText.Line(new Random(seed), canvas, paint, x, y, size, size * 0.65f, letters, x + length);
    }

    private static void Once(Random random, SKCanvas canvas, int width, int height)
    {
        float size = (float)random.LogUniform(12, Math.Max(16, height / 5.0));
        int letters = random.Next(5, 14);
        using var paint = Paint(random, size);
        float left = width / 2f - size * 0.65f * letters / 2, top = (float)random.Uniform(0.3, 0.6) * height;
        StrokeText.Line(random, canvas, paint, left, top, size, size * 0.65f, letters, width * 2f);
        if (random.Chance(0.5)) canvas.DrawOval(left - size, top + size / 2, size * 0.6f, size * 0.6f, paint);
    }

    private static SKPaint Paint(Random random, float size)
    {
        byte tone = (byte)(random.Chance(0.75) ? random.Next(200, 256) : random.Next(0, 70));
        return new SKPaint
        {
            Color = new SKColor(tone, tone, tone),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = Math.Max(0.8f, size * (float)random.Uniform(0.06, 0.2)),
            IsAntialias = true,
        };
    }
}
