using System.Numerics;
using SampleImages.Rendering;
using SkiaSharp;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>A parcel's label on corrugated board, with tape: what a depot's camera sees.</summary>
internal static class ShippingLabel
{
    private static readonly SKColor Ink = new(20, 20, 24);

    public static LinearImage Paint(int width, int height) => Paper.Lay(width, height, Board,
        Paper.Perspective(600, 460, new(150, 96), new(842, 62), new(876, 618), new(112, 640)), Print);

    private static Vector3 Board(float x, float y)
    {
        var flute = MathF.Sin((y + 0.03f * x + 3 * Fractal(x * 0.01f, y * 0.01f, 2, 7)) * 0.42f);
        var fibre = Fractal(x * 0.05f, y * 0.4f, 6, 31, 0.75f);
        var speck = Step(0.55f, 0.75f, Fractal(x * 0.4f, y * 0.4f, 3, 32));
        var board = Tone.Rgb(186, 146, 104);
        var color = new Vector3(board.X, board.Y, board.Z) * (1 + 0.06f * flute + 0.32f * fibre - 0.25f * speck);
        var tape = Math.Abs(y + 0.04f * x - 668);
        if (tape < 34) color = color * 0.72f + new Vector3(0.1f, 0.085f, 0.06f) * (1 + 0.8f * Fractal(x * 0.02f, y * 0.3f, 3, 35));
        if (Math.Abs(tape - 34) < 1.4f) color *= 0.6f;
        if (y < 34 + 0.02f * x) color *= 0.42f + 0.1f * Fractal(x * 0.1f, y * 0.1f, 3, 36);
        return color;
    }

    private static void Print(SKCanvas canvas)
    {
        using var paper = new SKPaint { Color = new SKColor(250, 249, 246), IsAntialias = true };
        using var pen = new SKPaint { Color = Ink, StrokeWidth = 2.6f, Style = SKPaintStyle.Stroke, IsAntialias = true };
        using var fill = new SKPaint { Color = Ink, IsAntialias = true };
        canvas.DrawRoundRect(0, 0, 600, 460, 10, 10, paper);
        canvas.DrawRect(12, 12, 576, 436, pen);
        canvas.DrawRect(12, 12, 112, 88, fill);
        canvas.Write("P", 68, 86, Fonts.Bold, 82, SKColors.White, SKTextAlign.Center);
        canvas.Write("PRIORITY 2-DAY", 140, 56, Fonts.Bold, 36, Ink);
        canvas.Write("1 of 1    4.2 kg    REF 77-20418-B", 141, 86, Fonts.Mono, 18, Ink);
        canvas.DrawLine(12, 100, 588, 100, pen);
        canvas.Write("FROM", 26, 122, Fonts.Bold, 12, Ink);
        canvas.Write("Northlight Optics, 8 Quay Road, 2415 Lindholm", 76, 122, Fonts.Sans, 14.5f, Ink);
        canvas.DrawLine(12, 134, 588, 134, pen);
        canvas.Write("TO", 26, 158, Fonts.Bold, 14, Ink);
        canvas.Write("Ada Winter", 76, 164, Fonts.Bold, 27, Ink);
        canvas.Write("27 Lantern Lane, Flat 3", 76, 194, Fonts.Sans, 23, Ink);
        canvas.Write("60311 RIVERTON", 76, 226, Fonts.Bold, 28, Ink);
        Bars.Matrix(canvas, 462, 146, 112, 5, Ink);
        canvas.DrawLine(12, 270, 588, 270, pen);
        Bars.Draw(canvas, new SKRect(46, 286, 554, 398), 88, Ink);
        canvas.Write("JD 0146 0012 8877 2041 8390", 300, 430, Fonts.Mono, 24, Ink, SKTextAlign.Center);
    }
}
