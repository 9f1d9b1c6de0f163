using SkiaSharp;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>What a microscope shows: cells with rims and nuclei, rods, fibres and grains, dark on a bright field or
/// bright on a dark one.</summary>
internal static class Specimen
{
    public static void Draw(Random random, SKCanvas canvas, int width, int height)
    {
        bool dark = random.Chance(0.4);
        int field = dark ? random.Next(0, 45) : random.Next(160, 245), depth = random.Next(20, 130) * (dark ? 1 : -1);
        canvas.Clear(RenderedScene.Grey(field));
        int side = Math.Min(width, height), kinds = random.Next(1, 4);
        for (int i = 0; i < kinds; i++)
        {
            double size = random.LogUniform(2.5, 0.12 * side);
            int count = (int)Math.Clamp(width * height / (size * size) * random.LogUniform(0.02, 0.4), 3, 1500);
            switch (random.Next(4))
            {
                case 0: Cells(random, canvas, width, height, size, count, field, depth); break;
                case 1: Rods(random, canvas, width, height, size, count, field, depth); break;
                case 2: Fibres(random, canvas, width, height, size, Math.Clamp(count / 8, 3, 120), field, depth); break;
                default: Grains(random, canvas, width, height, Math.Min(size, 8), count, field, depth); break;
            }
        }
    }

    private static void Cells(Random random, SKCanvas canvas, int width, int height, double size, int count, int field, int depth)
    {
        double rim = random.Uniform(0, 1), nuclei = random.NextDouble();
        for (int i = 0; i < count; i++)
        {
            var (x, y) = Place(random, width, height);
            float r = (float)(size * random.LogUniform(0.7, 1.4)), squeeze = (float)random.LogUniform(0.6, 1);
            canvas.Save();
            canvas.RotateRadians((float)random.Angle(), x, y);
            using var body = new SKPaint
            {
                Color = RenderedScene.Grey(field + (int)(depth * random.Uniform(0.25, 0.7))),
                IsAntialias = true,
            };
            canvas.DrawOval(x, y, r, r * squeeze, body);
            if (random.Chance(rim))
            {
                using var edge = new SKPaint
                {
                    Color = RenderedScene.Grey(field + depth),
                    Style = SKPaintStyle.Stroke,
                    StrokeWidth = Math.Max(0.8f, r * (float)random.Uniform(0.05, 0.2)),
                    IsAntialias = true,
                };
                canvas.DrawOval(x, y, r, r * squeeze, edge);
            }
            if (random.Chance(nuclei))
            {
                using var core = new SKPaint
                {
                    Color = RenderedScene.Grey(field + (int)(depth * random.Uniform(0.9, 1.6))),
                    IsAntialias = true,
                };
                float part = r * (float)random.Uniform(0.2, 0.6);
                canvas.DrawOval(x + r * (float)random.Uniform(-0.3, 0.3), y, part, part * squeeze, core);
            }
            canvas.Restore();
        }
    }

    private static void Rods(Random random, SKCanvas canvas, int width, int height, double size, int count, int field, int depth)
    {
        float thickness = (float)Math.Max(1, size * random.Uniform(0.15, 0.4));
        for (int i = 0; i < count; i++)
        {
            var (x, y) = Place(random, width, height);
            double angle = random.Angle(), length = size * random.LogUniform(0.6, 2);
            using var paint = new SKPaint
            {
                Color = RenderedScene.Grey(field + (int)(depth * random.Uniform(0.5, 1.3))),
                StrokeWidth = thickness,
                StrokeCap = SKStrokeCap.Round,
                IsAntialias = true,
            };
            canvas.DrawLine(x, y, x + (float)(Math.Cos(angle) * length), y + (float)(Math.Sin(angle) * length), paint);
        }
    }

    private static void Fibres(Random random, SKCanvas canvas, int width, int height, double size, int count, int field, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            using var path = new SKPath();
            var (x, y) = Place(random, width, height);
            double angle = random.Angle(), bend = 0.4 * random.Gaussian(), step = Math.Max(8, size);
            path.MoveTo(x, y);
            for (int part = 0; part < 12; part++)
            {
                angle += bend + 0.3 * random.Gaussian();
                path.RLineTo((float)(Math.Cos(angle) * step), (float)(Math.Sin(angle) * step));
            }
            using var paint = new SKPaint
            {
                Color = RenderedScene.Grey(field + (int)(depth * random.Uniform(0.4, 1.2))),
                Style = SKPaintStyle.Stroke,
                StrokeJoin = SKStrokeJoin.Round,
                StrokeWidth = (float)random.LogUniform(0.8, 4),
                IsAntialias = true,
            };
            canvas.DrawPath(path, paint);
        }
    }

    private static void Grains(Random random, SKCanvas canvas, int width, int height, double size, int count, int field, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            var (x, y) = Place(random, width, height);
            float r = (float)(size * random.LogUniform(0.3, 1));
            using var paint = new SKPaint
            {
                Color = RenderedScene.Grey(field + (int)(depth * random.Uniform(0.5, 1.8))),
                IsAntialias = true,
            };
            canvas.DrawOval(x, y, r, r, paint);
        }
    }

    private static (float X, float Y) Place(Random random, int width, int height) =>
        ((float)random.Uniform(-0.05, 1.05) * width, (float)random.Uniform(-0.05, 1.05) * height);
}
