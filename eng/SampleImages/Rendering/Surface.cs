using System.Numerics;

namespace SampleImages.Rendering;

/// <summary>Sphere tracing of signed distance fields (Hart, 1996), with soft shadows and ambient occlusion.</summary>
internal static class Surface
{
    /// <summary>The distance to the first hit, or a negative number.</summary>
    public static float Trace(Func<Vector3, float> field, Vector3 origin, Vector3 ray, float far, int steps = 160)
    {
        var t = 0.02f;
        for (var i = 0; i < steps && t < far; i++)
        {
            var d = field(origin + ray * t);
            if (d < 0.0006f * t) return t;
            t += d * 0.85f;
        }
        return -1;
    }

    public static Vector3 Normal(Func<Vector3, float> field, Vector3 p, float e)
    {
        Vector3 a = new(1, -1, -1), b = new(-1, -1, 1), c = new(-1, 1, -1), d = new(1, 1, 1);
        return Vector3.Normalize(a * field(p + a * e) + b * field(p + b * e) + c * field(p + c * e) + d * field(p + d * e));
    }

    public static float Shadow(Func<Vector3, float> field, Vector3 p, Vector3 light, float far, float softness)
    {
        float lit = 1, t = 0.04f;
        for (var i = 0; i < 48 && t < far; i++)
        {
            var d = field(p + light * t);
            lit = Math.Min(lit, softness * d / t);
            if (lit < 0.004f) return 0;
            t += Math.Clamp(d, 0.02f, 1.5f);
        }
        return Math.Clamp(lit, 0, 1);
    }

    public static float Occlusion(Func<Vector3, float> field, Vector3 p, Vector3 normal, float reach)
    {
        float hidden = 0, weight = 1;
        for (var i = 1; i <= 4; i++)
        {
            var h = reach * i / 4;
            hidden += (h - field(p + normal * h)) * weight / reach;
            weight *= 0.7f;
        }
        return Math.Clamp(1 - hidden, 0, 1);
    }

    public static float Box(Vector3 p, Vector3 half, float round = 0)
    {
        var q = Vector3.Abs(p) - half + new Vector3(round);
        return Vector3.Max(q, Vector3.Zero).Length() + Math.Min(0, Math.Max(q.X, Math.Max(q.Y, q.Z))) - round;
    }

    public static float Ellipsoid(Vector3 p, Vector3 radii)
    {
        var k0 = (p / radii).Length();
        var k1 = (p / (radii * radii)).Length();
        return k1 == 0 ? -1 : k0 * (k0 - 1) / k1;
    }

    public static float Union(float a, float b, float blend)
    {
        var h = Math.Max(blend - Math.Abs(a - b), 0) / blend;
        return Math.Min(a, b) - h * h * blend / 4;
    }
}
