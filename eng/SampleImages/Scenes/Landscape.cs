using System.Numerics;
using SampleImages.Rendering;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>A mountain lake under an afternoon sun: rock, snow, forest and meadow with detail at every scale.</summary>
internal sealed class Landscape
{
    private const float Water = 0.55f;
    private static readonly Vector3 Sun = Vector3.Normalize(new Vector3(-0.72f, 0.48f, 0.25f));
    private readonly Camera _camera;

    private Landscape(int width, int height)
    {
        var eye = new Vector3(1.1f, 0, -5.2f);
        eye.Y = Math.Max(Height(eye.X, eye.Z, 6), Water) + 0.75f;
        _camera = new Camera(eye, eye + new Vector3(0.14f, 0.012f, 1), 34, width, height);
    }

    public static LinearImage Paint(int width, int height)
    {
        var scene = new Landscape(width, height);
        return LinearImage.Render(width, height, 2, (x, y) => new Vector4(scene.Color(scene._camera.Ray(x, y)), 1));
    }

    private static float Height(float x, float z, int octaves)
    {
        var ridge = 0f;
        float amplitude = 1, u = x * 0.16f + 11.3f, v = z * 0.16f + 4.1f;
        for (var i = 0; i < octaves; i++)
        {
            var n = 1 - Math.Abs(Value(u, v, 40 + i));
            ridge += amplitude * n * n;
            (u, v) = (1.62f * u - 1.18f * v, 1.18f * u + 1.62f * v);
            amplitude *= 0.44f;
        }
        var range = Step(1, 13, z) * 3.7f + 0.3f;
        var shore = Fractal(x * 0.5f, z * 0.5f, Math.Min(octaves, 7), 3) * 0.35f;
        return (ridge - 0.75f) * range + shore + 0.45f + 0.012f * Fractal(x * 11, z * 11, Math.Max(1, octaves - 8), 23);
    }

    private static float Trees(float x, float z) => 0.055f * Math.Max(0, 0.25f + Fractal(x * 14, z * 14, 3, 9));

    private Vector3 Color(Vector3 ray)
    {
        var t = March(_camera.Eye, ray);
        var sky = Sky(ray);
        var toWater = ray.Y < 0 ? (Water - _camera.Eye.Y) / ray.Y : float.MaxValue;
        if (toWater < (t < 0 ? float.MaxValue : t)) return Haze(Lake(_camera.Eye + ray * toWater, ray, toWater), sky, toWater);
        return t < 0 ? sky : Haze(Ground(_camera.Eye + ray * t, t), sky, t);
    }

    private Vector3 Lake(Vector3 p, Vector3 ray, float t)
    {
        var fade = 1 / (1 + t * 0.25f);
        var normal = Vector3.Normalize(new Vector3(
            Fractal(p.X * 9, p.Z * 26, 4, 70) * 0.05f * fade, 1, Fractal(p.X * 9, p.Z * 26, 4, 71) * 0.09f * fade));
        var mirrored = Vector3.Reflect(ray, normal);
        mirrored.Y = Math.Abs(mirrored.Y);
        var hit = March(p + normal * 0.01f, mirrored);
        var reflection = hit < 0 ? Sky(mirrored) : Haze(Ground(p + mirrored * hit, hit + t), Sky(mirrored), hit + t);
        var fresnel = 0.05f + 0.95f * MathF.Pow(1 - Math.Max(0, -Vector3.Dot(ray, normal)), 4);
        var depth = Math.Clamp((Water - Height(p.X, p.Z, 5)) * 5, 0, 1);
        var bed = Vector3.Lerp(new Vector3(0.16f, 0.14f, 0.09f), new Vector3(0.012f, 0.05f, 0.06f), depth);
        return Vector3.Lerp(bed, reflection * 0.92f, fresnel);
    }

    private static Vector3 Ground(Vector3 p, float t)
    {
        var e = Math.Max(0.002f, t * 0.0011f);
        float Detail(float x, float z) => Height(x, z, 13) + Trees(x, z) * Step(1.9f, 1.2f, p.Y);
        var normal =
            Vector3.Normalize(new Vector3(Detail(p.X - e, p.Z) - Detail(p.X + e, p.Z), 2 * e, Detail(p.X, p.Z - e) - Detail(p.X, p.Z + e)));
        var grain = Fractal(p.X * 30, p.Z * 30, 7, 21, 0.7f);
        var strata = Fractal(p.X * 3, p.Y * 26 + 2 * Fractal(p.X, p.Z, 3, 5), 4, 33);
        var rock = Vector3.Lerp(new Vector3(0.16f, 0.14f, 0.125f), new Vector3(0.31f, 0.27f, 0.235f), 0.5f + 0.5f * strata)
            * (1 + 0.6f * grain);
        var meadow = Vector3.Lerp(new Vector3(0.085f, 0.12f, 0.025f), new Vector3(0.23f, 0.19f, 0.065f),
            0.5f + 0.7f * Fractal(p.X * 5, p.Z * 5, 5, 8)) * (1 + 0.9f * grain);
        var forest = new Vector3(0.028f, 0.05f, 0.02f) * (1 + 0.8f * grain);
        var flat = Step(0.55f, 0.8f, normal.Y + 0.1f * grain);
        var wooded =
            Step(-0.15f, 0.2f, Fractal(p.X * 1.1f, p.Z * 1.1f, 4, 60) + 0.15f) * Step(2.0f, 1.3f, p.Y) * Step(0.45f, 0.6f, normal.Y);
        var albedo = Vector3.Lerp(rock, meadow, flat * Step(2.2f, 1.2f, p.Y + 0.4f * grain));
        albedo = Vector3.Lerp(albedo, forest, wooded);
        albedo = Vector3.Lerp(albedo, new Vector3(0.20f, 0.17f, 0.125f) * (1 + grain), Step(Water + 0.05f, Water, p.Y));
        var snow = Step(1.95f, 2.5f, p.Y + 0.35f * grain) * Step(0.42f, 0.62f, normal.Y);
        albedo = Vector3.Lerp(albedo, new Vector3(0.78f, 0.8f, 0.84f) * (1 + 0.1f * grain), snow);
        var sun = Math.Max(0, Vector3.Dot(normal, Sun)) * Shadow(p);
        var sky = 0.5f + 0.5f * normal.Y;
        return albedo * (sun * new Vector3(2.7f, 2.3f, 1.75f) + sky * new Vector3(0.22f, 0.3f, 0.44f));
    }

    private static float Shadow(Vector3 p)
    {
        float lit = 1, t = 0.03f;
        for (var i = 0; i < 40 && p.Y + Sun.Y * t < 4.5f; i++)
        {
            var q = p + Sun * t;
            var clear = q.Y - Height(q.X, q.Z, 7);
            lit = Math.Min(lit, 14 * clear / t);
            if (lit < 0) return 0;
            t += Math.Clamp(clear * 0.6f, 0.02f, 0.5f);
        }
        return lit;
    }

    private static float March(Vector3 from, Vector3 ray)
    {
        float t = 0.05f;
        for (var i = 0; i < 220 && t < 42; i++)
        {
            var p = from + ray * t;
            if (p.Y > 5 && ray.Y > 0) return -1;
            var above = p.Y - Height(p.X, p.Z, t < 8 ? 12 : 10) - (p.Y < 2 ? Trees(p.X, p.Z) : 0);
            if (above < 0.0005f * t) return t;
            t += above * 0.42f;
        }
        return -1;
    }

    private static Vector3 Sky(Vector3 ray)
    {
        var up = Math.Max(ray.Y, 0);
        var color = Vector3.Lerp(new Vector3(0.42f, 0.56f, 0.72f), new Vector3(0.06f, 0.17f, 0.45f), MathF.Pow(up, 0.5f));
        float x = ray.X / (up + 0.22f), z = ray.Z / (up + 0.22f);
        var cloud = Step(0.02f, 0.42f, Fractal(x * 1.3f, z * 2.1f, 7, 90)) * Step(0, 0.12f, up);
        return Vector3.Lerp(color, new Vector3(0.93f, 0.92f, 0.91f) * (0.85f + 0.2f * Fractal(x * 3, z * 4, 5, 91)), cloud * 0.85f);
    }

    private static Vector3 Haze(Vector3 color, Vector3 sky, float t) =>
        Vector3.Lerp(new Vector3(0.36f, 0.46f, 0.6f) * 0.8f + sky * 0.1f, color, MathF.Exp(-t * 0.0095f));
}
