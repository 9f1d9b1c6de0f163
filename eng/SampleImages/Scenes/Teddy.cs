using System.Numerics;
using SampleImages.Rendering;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>A portrait of a toy bear on a table in the evening, in two layers so that either can be in focus.</summary>
internal sealed class Teddy
{
    private static readonly Vector3 Light = Vector3.Normalize(new Vector3(-0.55f, 0.62f, -0.6f));
    private readonly Camera _camera;

    private Teddy(int width, int height, float lean) =>
        _camera = new Camera(new Vector3(lean, 0.6f, -6.6f), new Vector3(lean * 0.3f, 0.17f, 0), 31, width, height);

    /// <summary>The bear alone, on nothing.</summary>
    public static LinearImage Subject(int width, int height, float lean = 0)
    {
        var scene = new Teddy(width, height, lean);
        return LinearImage.Render(width, height, 2, (x, y) => scene.Color(scene._camera.Ray(x, y)));
    }

    /// <summary>The park behind: leaves, trunks and far lamps.</summary>
    public static LinearImage Background(int width, int height, float lean = 0) => LinearImage.Render(width, height, 1, (x, y) =>
    {
        float u = x / height + lean * 0.12f, v = y / height;
        var leaves = Fractal(u * 14, v * 14, 7, 12, 0.75f);
        var light = Step(-0.2f, 0.5f, Fractal(u * 2.2f, v * 2.2f, 4, 14));
        var color = Vector3.Lerp(new Vector3(0.012f, 0.03f, 0.018f), new Vector3(0.2f, 0.24f, 0.055f), light) * (1 + 1.6f * leaves);
        color += new Vector3(0.35f, 0.18f, 0.05f) * Step(0.8f, 0.1f, MathF.Abs(u - 1.15f) + 0.7f * MathF.Abs(v - 0.32f)) * 0.55f;
        var trunk = Math.Abs(u - 0.2f + 0.03f * Fractal(v * 4, 1, 3, 5));
        if (trunk < 0.06f) color = new Vector3(0.05f, 0.035f, 0.025f) * (1 + 0.9f * Fractal(u * 60, v * 9, 5, 19)) * (1.6f - trunk * 14);
        int cx = (int)MathF.Floor(u * 11), cy = (int)MathF.Floor(v * 11);
        var centre = new Vector2((cx + 0.2f + 0.6f * Hash(cx, cy, 1)) / 11, (cy + 0.2f + 0.6f * Hash(cx, cy, 2)) / 11);
        if (v < 0.62f && Hash(cx, cy, 3) > 0.72f && Vector2.Distance(new Vector2(u, v), centre) < 0.006f)
            color += Vector3.Lerp(new Vector3(9, 5, 1.6f), new Vector3(7, 6.4f, 5), Hash(cx, cy, 4)) * 2.4f;
        return new Vector4(Vector3.Max(color, Vector3.Zero), 1);
    });

    private static Vector3 Mirror(Vector3 p) => p with { X = Math.Abs(p.X) };

    private static float Fur(Vector3 p) =>
        p.Y is > -2 and < 2.2f
            ? 0.022f * Fractal3(p.X * 8, p.Y * 7, p.Z * 8, 2) + 0.034f * Math.Abs(Fractal3(p.X * 38, p.Y * 24, p.Z * 38, 3)) : 0;

    private static float Body(Vector3 p)
    {
        var m = Mirror(p);
        var d = Surface.Ellipsoid(p - new Vector3(0, 0.62f, 0), new Vector3(0.78f, 0.7f, 0.68f));
        d = Surface.Union(d, Surface.Ellipsoid(p - new Vector3(0, 0.42f, -0.52f), new Vector3(0.36f, 0.29f, 0.3f)), 0.12f);
        var ear = m - new Vector3(0.6f, 1.17f, 0.05f);
        d = Surface.Union(d, Math.Max(Surface.Ellipsoid(ear, new Vector3(0.3f, 0.31f, 0.17f)),
            -Surface.Ellipsoid(ear - new Vector3(0, -0.02f, -0.17f), new Vector3(0.18f, 0.19f, 0.13f))), 0.1f);
        d = Surface.Union(d, Surface.Ellipsoid(p - new Vector3(0, -0.85f, 0.1f), new Vector3(0.82f, 0.95f, 0.62f)), 0.14f);
        d = Surface.Union(d,
            Surface.Ellipsoid(m - new Vector3(0.8f + 0.16f * (-0.3f - p.Y), -0.6f, -0.2f), new Vector3(0.24f, 0.56f, 0.26f)), 0.06f);
        d = Surface.Union(d, Surface.Ellipsoid(m - new Vector3(0.52f, -1.08f, -0.72f), new Vector3(0.28f, 0.31f, 0.22f)), 0.04f);
        return d - Fur(p) * Step(0.5f, 0.1f, d);
    }

    private static float Eyes(Vector3 p) => (Mirror(p) - new Vector3(0.27f, 0.73f, -0.61f)).Length() - 0.085f;

    private static float Nose(Vector3 p) => Surface.Ellipsoid(p - new Vector3(0, 0.53f, -0.82f), new Vector3(0.115f, 0.08f, 0.07f));

    private static float Bow(Vector3 p)
    {
        var m = Mirror(p) - new Vector3(0.3f, -0.16f, -0.64f);
        var wing = Surface.Ellipsoid(m, new Vector3(0.3f, 0.17f, 0.1f)) + 0.025f * MathF.Sin(m.X * 22 + m.Y * 9);
        return Math.Min(wing, (p - new Vector3(0, -0.16f, -0.7f)).Length() - 0.11f);
    }

    private static float Table(Vector3 p) => p.Y + 1.28f;

    private static float Field(Vector3 p) => Math.Min(Math.Min(Body(p), Table(p)), Math.Min(Bow(p), Math.Min(Eyes(p), Nose(p))));

    private Vector4 Color(Vector3 ray)
    {
        var t = Surface.Trace(Field, _camera.Eye, ray, 10);
        if (t < 0) return Vector4.Zero;
        var p = _camera.Eye + ray * t;
        // The table ends behind the bear.
        var table = Table(p) < 0.01f;
        if (table && p.Z > 2.2f) return Vector4.Zero;
        var n = Surface.Normal(Field, p, 0.0025f);
        float gloss;
        Vector3 albedo;
        if (Eyes(p) < 0.004f || Nose(p) < 0.004f) (albedo, gloss) = (new Vector3(0.012f, 0.009f, 0.008f), 1);
        else if (Bow(p) < 0.006f)
            (albedo, gloss) = (new Vector3(0.42f, 0.03f, 0.035f) * (1 + 0.35f * MathF.Sin(p.X * 120) * MathF.Sin(p.Y * 120)), 0.08f);
        else if (table) (albedo, gloss) = (Wood(p.X, p.Z), 0.12f);
        else (albedo, gloss) = (Coat(p), 0.02f);
        var sun = Math.Max(0, Vector3.Dot(n, Light)) * Surface.Shadow(Field, p + n * 0.02f, Light, 5, 7);
        var hidden = Surface.Occlusion(Field, p + n * 0.01f, n, 0.35f);
        var half = Vector3.Normalize(Light - ray);
        var rim = MathF.Pow(1 - Math.Max(0, -Vector3.Dot(n, ray)), 3) * Math.Max(0, n.X + 0.3f);
        var color = albedo * (sun * new Vector3(2.1f, 1.75f, 1.35f) + hidden * (0.5f + 0.5f * n.Y) * new Vector3(0.32f, 0.37f, 0.45f)
            + rim * new Vector3(0.9f, 0.55f, 0.25f));
        color += new Vector3(gloss * MathF.Pow(Math.Max(0, Vector3.Dot(n, half)), gloss > 0.5f ? 90 : 24) * 1.6f * Math.Min(1, sun * 2));
        return new Vector4(color, 1);
    }

    private static Vector3 Coat(Vector3 p)
    {
        var m = Mirror(p);
        var pale = Step(0.1f, -0.05f, Surface.Ellipsoid(p - new Vector3(0, 0.4f, -0.56f), new Vector3(0.38f, 0.3f, 0.3f)))
            + Step(0.05f, -0.02f, Surface.Ellipsoid(m - new Vector3(0.52f, -1.08f, -0.92f), new Vector3(0.19f, 0.21f, 0.1f)))
            + Step(0.08f, -0.02f, Surface.Ellipsoid(m - new Vector3(0.6f, 1.15f, -0.12f), new Vector3(0.19f, 0.2f, 0.1f)));
        var strand = Fractal3(p.X * 48, p.Y * 26, p.Z * 48, 4);
        var mouth = Step(0.022f, 0.01f, Math.Abs((p - new Vector3(0, 0.46f, p.Z)).Length() - 0.1f))
            * (p.Y < 0.4f && p.Z < -0.6f ? 0.8f : 0);
        var coat = Vector3.Lerp(new Vector3(0.3f, 0.155f, 0.06f), new Vector3(0.56f, 0.42f, 0.26f), Math.Clamp(pale, 0, 1));
        return coat * (1 + 0.85f * strand) * (1 - mouth);
    }

    internal static Vector3 Wood(float x, float z)
    {
        var ring = Fractal(x * 0.7f, z * 5, 4, 51) * 3 + z * 2;
        var grain = 0.5f + 0.5f * MathF.Sin(ring * 9) * 0.5f + 0.35f * Fractal(x * 6, z * 90, 5, 52, 0.65f);
        return Vector3.Lerp(new Vector3(0.105f, 0.052f, 0.024f), new Vector3(0.29f, 0.165f, 0.085f), Math.Clamp(grain, 0, 1));
    }
}
