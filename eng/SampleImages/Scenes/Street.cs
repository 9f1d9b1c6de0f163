using System.Numerics;
using SampleImages.Rendering;
using SkiaSharp;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>A street as a camera on a lamp post sees it.</summary>
internal sealed class Street
{
    private static readonly Vector3 Sun = Vector3.Normalize(new Vector3(0.62f, 0.72f, -0.42f));
    private readonly Camera _camera;

    private Street(int width, int height) =>
        _camera = new Camera(new Vector3(2.6f, 6.1f, -9), new Vector3(-0.5f, 1.7f, 9), 46, width, height);

    public static LinearImage Paint(int width, int height)
    {
        var scene = new Street(width, height);
        return LinearImage.Render(width, height, 2, (x, y) => new Vector4(scene.Color(scene._camera.Ray(x, y)), 1));
    }

    /// <summary>What the recorder prints into the image: always sharp, whatever the lens did.</summary>
    public static LinearImage Stamp(LinearImage picture, string camera, string time) => picture.Over(
        LinearImage.Draw(picture.Width, picture.Height, canvas =>
        {
            Outlined(time, 24, 46, SKTextAlign.Left);
            Outlined(camera, picture.Width - 24, picture.Height - 24, SKTextAlign.Right);

            void Outlined(string text, float x, float y, SKTextAlign align)
            {
                using var rim = new SKPaint
                {
                    Typeface = Fonts.MonoBold,
                    TextSize = 27,
                    Color = SKColors.Black,
                    Style = SKPaintStyle.Stroke,
                    StrokeWidth = 3.4f,
                    IsAntialias = true,
                    TextAlign = align,
                };
                canvas.DrawText(text, x, y, rim);
                canvas.Write(text, x, y, Fonts.MonoBold, 27, SKColors.White, align);
            }
        }));

    private static float Ground(Vector3 p)
    {
        var kerb = 0.16f * Step(4.46f, 4.5f, Math.Abs(p.X));
        return (p.Y - kerb) * 0.9f;
    }

    private static float Houses(Vector3 p)
    {
        var side = p.X < 0 ? 1 : 2;
        var plot = (int)MathF.Floor(p.Z / 8);
        var nearest = 99f;
        for (var i = -1; i <= 1; i++)
        {
            var high = 5.5f + 6.5f * Hash(plot + i, side, 3);
            var back = 0.9f * Hash(plot + i, side, 4);
            var q = new Vector3(Math.Abs(p.X) - 12.5f - back, p.Y - high / 2, p.Z - (plot + i + 0.5f) * 8);
            var wall = Surface.Box(q, new Vector3(5, high / 2, 3.97f));
            var cornice = Surface.Box(q - new Vector3(0, high / 2 - 0.2f, 0), new Vector3(5.22f, 0.16f, 3.99f));
            nearest = Math.Min(nearest, Math.Min(wall, cornice));
        }
        return nearest;
    }

    private static readonly (float X, float Z, float Paint, bool Away)[] Parked =
        [(-1.9f, 2.6f, 0, false), (1.7f, 7.6f, 1, true), (-2.0f, 14.5f, 2, false), (1.8f, 22, 3, true), (3.6f, -1.4f, 4, true),
            (-1.8f, 31, 5, false), (1.8f, 37, 0, true)];

    private static float Car(Vector3 p, out float glass)
    {
        var body = Surface.Box(p - new Vector3(0, 0.62f, 0), new Vector3(0.88f, 0.34f, 2.1f), 0.22f);
        var cabin = Surface.Box(p - new Vector3(0, 1.12f, 0.15f),
            new Vector3(0.74f - 0.22f * (p.Y - 1.0f), 0.36f, 1.12f - 0.75f * (p.Y - 0.95f)), 0.14f);
        glass = cabin;
        var wheel = new Vector3(Math.Abs(p.X) - 0.8f, p.Y - 0.33f, Math.Abs(p.Z) - 1.3f);
        var tyre = Math.Max(MathF.Sqrt(wheel.Y * wheel.Y + wheel.Z * wheel.Z) - 0.33f, Math.Abs(wheel.X) - 0.12f);
        return Math.Min(Math.Min(body, tyre), cabin);
    }

    private static float Cars(Vector3 p, out int which, out float glass)
    {
        (which, glass) = (-1, 9);
        if (p.Y > 2.4f) return p.Y - 1.6f;
        var nearest = 99f;
        for (var i = 0; i < Parked.Length; i++)
        {
            var q = p - new Vector3(Parked[i].X, 0, Parked[i].Z);
            var bound = q.Length() - 2.6f;
            if (bound > 0.6f) { nearest = Math.Min(nearest, bound); continue; }
            var d = Car(Parked[i].Away ? q : q with { Z = -q.Z }, out var g);
            if (d < nearest) (nearest, which, glass) = (d, i, g);
        }
        return nearest;
    }

    private static float Trees(Vector3 p, out bool leaf)
    {
        var cell = MathF.Round(p.Z / 9);
        var q = new Vector3(Math.Abs(p.X) - 5.6f, p.Y, p.Z - cell * 9 - 2 * (Hash((int)cell, p.X < 0 ? 1 : 2, 8) - 0.5f));
        leaf = false;
        if (cell < 1) return 6;
        var trunk = MathF.Sqrt(q.X * q.X + q.Z * q.Z) - 0.11f - 0.03f * Value(p.Y * 3, 1);
        trunk = Math.Max(trunk, q.Y - 3.4f);
        var crown = (q - new Vector3(0, 4.3f, 0)).Length() - 1.5f;
        if (crown < 0.6f)
        {
            crown -= 0.4f * Fractal3(p.X * 1.7f, p.Y * 1.7f, p.Z * 1.7f, 2) + 0.42f * Fractal3(p.X * 7, p.Y * 7, p.Z * 7, 3);
            crown *= 0.6f;
        }
        leaf = crown < trunk;
        return Math.Min(trunk, crown);
    }

    private static float People(Vector3 p)
    {
        var nearest = 99f;
        foreach (var (x, z, lean) in new[] { (5.2f, 3.2f, 0.1f), (-5.5f, 8.4f, -0.12f), (-6.0f, 9.1f, 0.08f), (0.4f, 12.6f, 0.15f) })
        {
            var q = p - new Vector3(x, 0.16f, z);
            if (q.Length() > 2.6f) { nearest = Math.Min(nearest, q.Length() - 2); continue; }
            var d = Surface.Ellipsoid(q - new Vector3(0, 1.12f, 0), new Vector3(0.25f, 0.4f, 0.18f));
            d = Math.Min(d, (q - new Vector3(0, 1.64f, 0)).Length() - 0.13f);
            foreach (var s in (ReadOnlySpan<float>)[-1, 1])
                d = Surface.Union(d,
                    Capsule(q, new Vector3(0.09f * s, 0.05f, lean * s * 2.2f), new Vector3(0.09f * s, 0.85f, 0), 0.085f), 0.06f);
            nearest = Math.Min(nearest, d);
        }
        return nearest;
    }

    private static float Capsule(Vector3 p, Vector3 a, Vector3 b, float radius)
    {
        var axis = b - a;
        return Vector3.Distance(p, a + axis * Math.Clamp(Vector3.Dot(p - a, axis) / axis.LengthSquared(), 0, 1)) - radius;
    }

    private static float Field(Vector3 p) =>
        Math.Min(Math.Min(Ground(p), Houses(p)), Math.Min(Cars(p, out _, out _), Math.Min(Trees(p, out _), People(p))));

    private Vector3 Color(Vector3 ray)
    {
        var t = Surface.Trace(Field, _camera.Eye, ray, 90, 130);
        var haze = new Vector3(0.62f, 0.68f, 0.74f);
        if (t < 0) return Vector3.Lerp(haze, new Vector3(0.35f, 0.5f, 0.72f), Math.Clamp(ray.Y * 3, 0, 1)) * 1.1f;
        var p = _camera.Eye + ray * t;
        var n = Surface.Normal(Field, p, 0.004f + t * 0.0004f);
        var (albedo, gloss) =
            StreetPaint.At(p, n, Ground(p), Houses(p), Cars(p, out var car, out var glass), glass, car, Trees(p, out var leaf), leaf);
        var sun = Math.Max(0, Vector3.Dot(n, Sun)) * Surface.Shadow(Field, p + n * 0.03f, Sun, 26, 26);
        var open = Surface.Occlusion(Field, p + n * 0.02f, n, 1.2f);
        var color = albedo * (sun * new Vector3(2.5f, 2.2f, 1.75f) + open * (0.55f + 0.45f * n.Y) * new Vector3(0.5f, 0.58f, 0.72f));
        var mirrored = Vector3.Reflect(ray, n);
        color += gloss * (Vector3.Lerp(new Vector3(0.1f), new Vector3(0.7f, 0.8f, 0.95f), Math.Clamp(mirrored.Y * 2, 0, 1)) * 0.35f
            + new Vector3(3 * MathF.Pow(Math.Max(0, Vector3.Dot(mirrored, Sun)), 60)));
        return Vector3.Lerp(haze, color, MathF.Exp(-t * 0.0045f));
    }
}
