using SampleImages.Rendering;
using SkiaSharp;

namespace SampleImages.Scenes;

/// <summary>Printed codes: they look like codes, and say nothing.</summary>
internal static class Bars
{
    /// <summary>Upright bars of one to three modules.</summary>
    public static void Draw(SKCanvas canvas, SKRect area, int seed, SKColor ink)
    {
        using var paint = new SKPaint { Color = ink, IsAntialias = true };
        var module = area.Width / 150;
        var x = area.Left;
        for (var i = 0; x < area.Right - 3 * module; i++)
        {
            var bar = (1 + (int)(Noise.Hash(i, seed) * 2.99f)) * module;
            canvas.DrawRect(x, area.Top, bar, area.Height, paint);
            x += bar + (1 + (int)(Noise.Hash(i, seed + 1) * 2.2f)) * module;
        }
    }

    /// <summary>A square of dark and light cells with three eyes.</summary>
    public static void Matrix(SKCanvas canvas, float left, float top, float size, int seed, SKColor ink)
    {
        const int cells = 25;
        using var paint = new SKPaint { Color = ink };
        var cell = size / cells;
        for (var y = 0; y < cells; y++)
            for (var x = 0; x < cells; x++)
                if (Eye(x, y) ?? Eye(cells - 1 - x, y) ?? Eye(x, cells - 1 - y) ?? Noise.Hash(x, y, seed) > 0.52f)
                    canvas.DrawRect(left + x * cell, top + y * cell, cell + 0.1f, cell + 0.1f, paint);

        static bool? Eye(int x, int y)
        {
            if (x > 7 || y > 7) return null;
            var ring = Math.Max(Math.Abs(x - 3), Math.Abs(y - 3));
            return ring is not (2 or 4);
        }
    }
}
