using BlurDetection.Synthesis.Overlays;
using SkiaSharp;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>What no lens has seen: bar codes, matrix codes, stripes, chessboards, charts, drawings and windows of
/// programs, often pure black on white.</summary>
internal static class Graphic
{
    public static void Draw(Random random, SKCanvas canvas, int width, int height)
    {
        bool pure = random.Chance(0.6), inverted = random.Chance(0.2);
        int paper = pure ? 255 : random.Next(150, 256), ink = pure ? 0 : random.Next(0, 110);
        if (inverted) (paper, ink) = (ink, paper);
        canvas.Clear(RenderedScene.Grey(paper));
        if (random.Chance(0.35))
            canvas.RotateDegrees((float)(random.Chance(0.5) ? random.Uniform(-8, 8) : random.Uniform(-90, 90)), width / 2f, height / 2f);
        using var fill = new SKPaint { Color = RenderedScene.Grey(ink), IsAntialias = random.Chance(0.7) };
        switch (random.Next(8))
        {
            case 0: BarCodes(random, canvas, width, height, fill); break;
            case 1: MatrixCode(random, canvas, width, height, fill); break;
            case 2: Stripes(random, canvas, width, height, fill); break;
            case 3: Chessboard(random, canvas, width, height, fill); break;
            case 4: Chart(random, canvas, width, height, fill, paper, ink); break;
            case 5: Drawing(random, canvas, width, height, ink); break;
            case 6: Windows(random, canvas, width, height, paper, ink); break;
            default: Rings(random, canvas, width, height, fill); break;
        }
    }

    private static void BarCodes(Random random, SKCanvas canvas, int width, int height, SKPaint fill)
    {
        bool whole = random.Chance(0.5);
        int codes = whole ? 1 : random.Next(1, 5);
        for (int code = 0; code < codes; code++)
        {
            float module = (float)(random.Chance(0.5) ? random.Next(1, 17) : random.LogUniform(1.2, 16));
            float left = whole ? 0.06f * width : (float)random.Uniform(-0.1, 0.7) * width, right = whole ? 0.94f * width
                : left + (float)random.Uniform(0.2, 0.6) * width;
            float top = whole && random.Chance(0.6) ? 0 : (float)random.Uniform(0, 0.7) * height, bottom = whole && top == 0 ? height
                : top + (float)random.Uniform(0.1, 0.4) * height;
            bool dark = random.Chance(0.5);
            for (float x = left; x < right; dark = !dark)
            {
                float bar = module * random.Next(1, 5);
                if (dark) canvas.DrawRect(x, top, Math.Min(bar, right - x), bottom - top, fill);
                x += bar;
            }
        }
    }

    private static void MatrixCode(Random random, SKCanvas canvas, int width, int height, SKPaint fill)
    {
        float module = (float)(random.Chance(0.5) ? random.Next(2, 17) : random.LogUniform(2, 16));
        int side = random.Next(11, 60);
        float left = (float)random.Uniform(0, 0.5) * width, top = (float)random.Uniform(0, 0.5) * height;
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++)
                if (random.Chance(0.5)) canvas.DrawRect(left + column * module, top + row * module, module, module, fill);
    }

    private static void Stripes(Random random, SKCanvas canvas, int width, int height, SKPaint fill)
    {
        float reach = 1.5f * Math.Max(width, height), period =
            (float)(random.Chance(0.5) ? 2 * random.Next(2, 20) : random.LogUniform(4, 60)), share = (float)random.Uniform(0.3, 0.7);
        if (random.Chance(0.5)) share = 0.5f;
        if (random.Chance(0.6)) canvas.RotateDegrees(45 * random.Next(4), width / 2f, height / 2f);
        for (float x = -reach; x < reach; x += period) canvas.DrawRect(x, -reach, period * share, 3 * reach, fill);
    }

    private static void Chessboard(Random random, SKCanvas canvas, int width, int height, SKPaint fill)
    {
        float cell = (float)(random.Chance(0.5) ? random.Next(4, 80) : random.LogUniform(4, 100));
        int rows = (int)(2.2f * height / cell), columns = (int)(2.2f * width / cell);
        for (int row = 0; row < rows; row++)
            for (int column = row % 2; column < columns; column += 2)
                canvas.DrawRect(column * cell - 0.6f * width, row * cell - 0.6f * height, cell, cell, fill);
    }

    private static void Chart(Random random, SKCanvas canvas, int width, int height, SKPaint fill, int paper, int ink)
    {
        float left = 0.1f * width, bottom = 0.88f * height;
        using var line = Stroke(random, ink, random.LogUniform(0.8, 4));
        using var grid = Stroke(random, (ink + 3 * paper) / 4, 1);
        for (int i = 0; i < 9; i++) canvas.DrawLine(left, bottom - i * 0.1f * height, 0.97f * width, bottom - i * 0.1f * height, grid);
        canvas.DrawLine(left, 0.05f * height, left, bottom, line);
        canvas.DrawLine(left, bottom, 0.97f * width, bottom, line);
        int points = random.Next(4, 40);
        float step = 0.85f * width / points;
        if (random.Chance(0.4))
        {
            for (int i = 0; i < points; i++)
                canvas.DrawRect(left + i * step, bottom - (float)random.Uniform(0.02, 0.8) * height, step * 0.7f, 2000, fill);
            return;
        }
        for (int series = random.Next(1, 5); series > 0; series--)
        {
            using var path = new SKPath();
            double value = random.Uniform(0.1, 0.7);
            path.MoveTo(left, bottom - (float)value * height);
            for (int i = 1; i <= points; i++)
            {
                value = Math.Clamp(value + 0.12 * random.Gaussian(), 0, 0.8);
                path.LineTo(left + i * step, bottom - (float)value * height);
            }
            canvas.DrawPath(path, line);
        }
        for (int i = 0; i < 6; i++) StrokeText.Line(random, canvas, line, left + i * 0.15f * width, 0.91f * height, 10, 7, 5, width);
    }

    private static void Drawing(Random random, SKCanvas canvas, int width, int height, int ink)
    {
        using var line = Stroke(random, ink, random.LogUniform(0.8, 4));
        for (int i = random.Next(3, 50); i > 0; i--)
        {
            float x = (float)random.NextDouble() * width, y = (float)random.NextDouble() * height,
                r = (float)random.LogUniform(5, 0.4 * height);
            switch (random.Next(4))
            {
                case 0: canvas.DrawOval(x, y, r, r * (float)random.Uniform(0.3, 1), line); break;
                case 1: canvas.DrawRect(x, y, r, r * (float)random.Uniform(0.3, 1), line); break;
                case 2: canvas.DrawLine(x, y, x + r, y + (random.Chance(0.5) ? 0 : (float)random.Uniform(-1, 1) * r), line); break;
                default: StrokeText.Line(random, canvas, line, x, y, 12, 9, random.Next(2, 12), width); break;
            }
        }
    }

    private static void Windows(Random random, SKCanvas canvas, int width, int height, int paper, int ink)
    {
        for (int window = random.Next(1, 6); window > 0; window--)
        {
            float w = (float)random.Uniform(0.2, 0.8) * width, h = (float)random.Uniform(0.2, 0.8) * height,
                x = (float)random.Uniform(-0.1, 0.7) * width, y = (float)random.Uniform(-0.1, 0.7) * height;
            int tone = random.Chance(0.6) ? paper : random.Next(256);
            using var body = new SKPaint { Color = RenderedScene.Grey(tone) };
            using var bar = new SKPaint { Color = RenderedScene.Grey(random.Next(256)) };
            using var edge = Stroke(random, ink, 1);
            canvas.DrawRect(x, y, w, h, body);
            canvas.DrawRect(x, y, w, 18, bar);
            canvas.DrawRect(x, y, w, h, edge);
            float size = (float)random.LogUniform(6, 18);
            using var text = Stroke(random, Math.Abs(tone - ink) > 60 ? ink : tone > 128 ? 0 : 255, Math.Max(0.8, size * 0.12));
            for (float line = y + 26; line + size < y + h; line += size * (float)random.Uniform(1.4, 3))
                StrokeText.Line(random, canvas, text, x + 8, line, size, size * 0.65f, random.Next(4, 60), x + w * 0.95f);
        }
    }

    private static void Rings(Random random, SKCanvas canvas, int width, int height, SKPaint fill)
    {
        float x = width / 2f, y = height / 2f, reach = Math.Max(width, height);
        if (random.Chance(0.5))
        {
            // Siemens star
            int rays = random.Next(8, 60);
            for (int i = 0; i < rays; i++)
            {
                using var path = new SKPath();
                path.MoveTo(x, y);
                path.LineTo(x + reach * (float)Math.Cos(2 * Math.PI * i / rays), y + reach * (float)Math.Sin(2 * Math.PI * i / rays));
                path.LineTo(x + reach * (float)Math.Cos(2 * Math.PI * (i + 0.5) / rays),
                    y + reach * (float)Math.Sin(2 * Math.PI * (i + 0.5) / rays));
                canvas.DrawPath(path, fill);
            }
            return;
        }
        float step = (float)random.LogUniform(4, 60);
        using var ring = new SKPaint { Color = fill.Color, Style = SKPaintStyle.Stroke, StrokeWidth = step / 2, IsAntialias = true };
        for (float r = step; r < reach; r += step) canvas.DrawOval(x, y, r, r, ring);
    }

    private static SKPaint Stroke(Random random, int tone, double thickness) => new()
    {
        Color = RenderedScene.Grey(tone),
        Style = SKPaintStyle.Stroke,
        StrokeWidth = (float)thickness,
        IsAntialias = random.Chance(0.8),
    };
}
