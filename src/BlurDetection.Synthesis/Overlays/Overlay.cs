using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Overlays;

/// <summary>Crisp things that are printed into an image after it was taken: time stamps, logos, subtitles, frames, bars.</summary>
/// <remarks>A blurred frame under crisp text is blurred; so overlays go onto both classes, and are left out of the local truth.</remarks>
internal static class Overlay
{
    /// <summary>Draws random overlays into <paramref name="image"/> and returns where: 1 = covered, 0 = image.</summary>
    public static float[] Draw(Random random, PlanarImage image)
    {
        int width = image.Width, height = image.Height;
        using var sheet = Ink.Draw(image, canvas =>
        {
            int texts = random.Chance(0.75) ? random.Next(1, 5) : 0;
            for (int i = 0; i < texts; i++) Text(random, canvas, width, height);
            if (random.Chance(0.2)) Logo(random, canvas, width, height);
            if (random.Chance(0.2)) Bars(random, canvas, width, height);
            if (random.Chance(0.12)) Frame(random, canvas, width, height);
        });
        var covered = new float[width * height];
        Ink.Lay(sheet, image, covered: covered);
        return covered;
    }

    private static void Text(Random random, SKCanvas canvas, int width, int height)
    {
        float size = (float)random.LogUniform(9, Math.Max(12, height / 9.0)), advance = size * (float)random.Uniform(0.55, 0.8);
        int letters = random.Next(4, 30);
        float x = random.Chance(0.5) ? size * 0.5f : (float)random.Uniform(0, width * 0.6);
        float y = random.Chance(0.4) ? size * 0.4f : random.Chance(0.6) ? height - size * 1.4f : (float)random.Uniform(0, height - size);
        byte tone = (byte)(random.Chance(0.7) ? random.Next(200, 256) : random.Next(0, 50));
        using var paint = new SKPaint
        {
            Color = new SKColor(tone, tone, tone, (byte)random.Next(160, 256)),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = Math.Max(1, size * (float)random.Uniform(0.08, 0.18)),
            IsAntialias = random.Chance(0.8),
        };
        if (random.Chance(0.3))
        {
            byte back = (byte)(255 - tone);
            using var box = new SKPaint { Color = new SKColor(back, back, back, (byte)random.Next(100, 256)) };
            canvas.DrawRect(x - size * 0.3f, y - size * 0.25f, advance * letters + size * 0.6f, size * 1.5f, box);
        }
        StrokeText.Line(random, canvas, paint, x, y, size, advance, letters, width);
    }

    private static void Logo(Random random, SKCanvas canvas, int width, int height)
    {
        float size = (float)random.Uniform(0.05, 0.16) * Math.Min(width, height);
        float x = random.Chance(0.5) ? size * 0.2f : width - size * 1.2f, y = random.Chance(0.5) ? size * 0.2f : height - size * 1.2f;
        for (int i = 0; i < 4; i++)
        {
            byte tone = (byte)random.Next(256);
            using var paint = new SKPaint { Color = new SKColor(tone, tone, tone, (byte)random.Next(120, 256)), IsAntialias = true };
            float side = size * (float)random.Uniform(0.3, 1), left = x + (size - side) * random.NextSingle(),
                top = y + (size - side) * random.NextSingle();
            if (random.Chance(0.5)) canvas.DrawOval(left + side / 2, top + side / 2, side / 2, side / 2, paint);
            else canvas.DrawRect(left, top, side, side * (float)random.Uniform(0.3, 1), paint);
        }
    }

    private static void Bars(Random random, SKCanvas canvas, int width, int height)
    {
        byte tone = (byte)(random.Chance(0.8) ? random.Next(0, 12) : 255);
        using var paint = new SKPaint { Color = new SKColor(tone, tone, tone) };
        float share = (float)random.Uniform(0.03, 0.2);
        if (random.Chance(0.5))
        {
            canvas.DrawRect(0, 0, width, height * share, paint);
            if (random.Chance(0.7)) canvas.DrawRect(0, height * (1 - share), width, height * share, paint);
        }
        else
        {
            canvas.DrawRect(0, 0, width * share, height, paint);
            if (random.Chance(0.7)) canvas.DrawRect(width * (1 - share), 0, width * share, height, paint);
        }
    }

    private static void Frame(Random random, SKCanvas canvas, int width, int height)
    {
        byte tone = (byte)random.Next(256);
        float inset = (float)random.Uniform(0, 0.06) * width;
        using var paint = new SKPaint
        {
            Color = new SKColor(tone, tone, tone),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (float)random.Uniform(1, 8),
        };
        canvas.DrawRect(inset, inset, width - 2 * inset, height - 2 * inset, paint);
    }
}
