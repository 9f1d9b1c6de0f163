using BlurDetection.Synthesis.Overlays;
using SkiaSharp;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Paper with little on it: a few words, a letter of some lines, a label. The evidence comes from one word.</summary>
internal static class SparsePage
{
    public static void Draw(Random random, SKCanvas canvas, int width, int height)
    {
        int paper = random.Chance(0.4) ? 255 : random.Next(190, 256), ink = random.Next(0, 90);
        canvas.Clear(RenderedScene.Grey(paper));
        if (random.Chance(0.3)) canvas.RotateDegrees((float)(random.Chance(0.7) ? random.Uniform(-5, 5) : 90), width / 2f, height / 2f);
        float size = (float)random.LogUniform(7, 40);
        using var paint = new SKPaint
        {
            Color = RenderedScene.Grey(ink),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = Math.Max(0.9f, size * (float)random.Uniform(0.08, 0.2)),
            StrokeCap = random.Chance(0.5) ? SKStrokeCap.Round : SKStrokeCap.Butt,
            IsAntialias = true,
        };
        if (random.Chance(0.65)) Words(random, canvas, width, height, size, paint);
        else Letter(random, canvas, width, height, size, paint);
    }

    private static void Words(Random random, SKCanvas canvas, int width, int height, float size, SKPaint paint)
    {
        int words = (int)random.LogUniform(1, 20);
        for (int i = 0; i < words; i++)
            StrokeText.Line(random, canvas, paint, (float)random.Uniform(0.03, 0.7) * width, (float)random.Uniform(0.05, 0.9) * height,
                size, size * 0.62f, random.Next(3, 13), width);
    }

    private static void Letter(Random random, SKCanvas canvas, int width, int height, float size, SKPaint paint)
    {
        size = Math.Min(size, 18);
        float left = (float)random.Uniform(0.06, 0.15) * width, y = (float)random.Uniform(0.05, 0.3) * height;
        int lines = random.Next(1, 14);
        for (int line = 0; line < lines; line++, y += size * 1.7f)
            StrokeText.Line(random, canvas, paint, left, y, size, size * 0.6f, 400,
                (line == lines - 1 ? (float)random.Uniform(0.3, 0.9) : 0.9f) * width);
    }
}
