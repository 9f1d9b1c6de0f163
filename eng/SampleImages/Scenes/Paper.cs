using System.Numerics;
using SampleImages.Optics;
using SampleImages.Rendering;
using SkiaSharp;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>Printed paper lying on something, photographed at a slant.</summary>
internal static class Paper
{
    /// <summary>A surface with a shadow and a sheet on it.</summary>
    /// <param name="below">Colour of the surface at a pixel.</param>
    /// <param name="view">From the sheet's own units to pixels.</param>
    /// <param name="print">Draws the sheet in its own units.</param>
    public static LinearImage Lay(int width, int height, Func<float, float, Vector3> below, SKMatrix view, Action<SKCanvas> print)
    {
        var sheet = LinearImage.Draw(width, height, canvas =>
        {
            canvas.Concat(ref view);
            print(canvas);
        });
        var shade = PointSpread.Disk(9).Apply(sheet);
        var surface = LinearImage.Render(width, height, 2, (x, y) => new Vector4(below(x, y), 1)).Map((x, y, c) =>
            c * (1 - 0.75f * shade.Pixels[Math.Max(0, y - 7) * width + Math.Max(0, x - 10)].W));
        var lit = sheet.Map((x, y, c) => c * Creases(x, y) with { W = 1 });
        return surface.Over(lit).Map((x, y, c) => (c * (1.18f - 0.5f * x / width - 0.18f * y / height)) with { W = 1 });
    }

    // Paper fibres, and the soft light of a sheet that is not quite flat.
    private static Vector4 Creases(int x, int y)
    {
        var fold = Fractal(x * 0.006f, y * 0.009f, 3, 77) * 0.13f;
        var fibre = Fractal(x * 0.35f, y * 0.35f, 4, 78, 0.8f) * 0.05f;
        return new Vector4(1 + fold + fibre);
    }

    /// <summary>The four-point perspective that takes a sheet of a size to a quadrilateral (clockwise from the top left).</summary>
    public static SKMatrix Perspective(float width, float height, Vector2 a, Vector2 b, Vector2 c, Vector2 d)
    {
        Vector2 d1 = b - c, d2 = d - c, s = a - b + c - d;
        var det = d1.X * d2.Y - d2.X * d1.Y;
        float g = (s.X * d2.Y - d2.X * s.Y) / det, h = (d1.X * s.Y - s.X * d1.Y) / det;
        return new SKMatrix(
            (b.X - a.X + g * b.X) / width, (d.X - a.X + h * d.X) / height, a.X,
            (b.Y - a.Y + g * b.Y) / width, (d.Y - a.Y + h * d.Y) / height, a.Y,
            g / width, h / height, 1);
    }
}
