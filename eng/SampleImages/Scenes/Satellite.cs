using System.Numerics;
using SampleImages.Rendering;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>Farmland from above: fields with furrows, a river, a road, a village and woods that cast shadows.</summary>
internal static class Satellite
{
    private static readonly Vector2 Sun = Vector2.Normalize(new Vector2(-0.8f, -0.6f));

    private enum Cover { Field, Wood, House, Road, Track, Water, Bank }

    public static LinearImage Paint(int width, int height) =>
        LinearImage.Render(width, height, 2, (x, y) => new Vector4(Color(new Vector2(x, y)), 1));

    private static float River(Vector2 p) => Math.Abs(p.Y - 470 - 70 * MathF.Sin(p.X * 0.0062f + 0.6f)
        - 44 * Fractal(p.X * 0.006f, 3, 4, 3)) - 21 - 5 * Fractal(p.X * 0.02f, p.Y * 0.02f, 3, 5);

    private static float Road(Vector2 p) => Math.Abs(p.X * 0.83f - p.Y * 0.56f - 235 - 26 * MathF.Sin(p.Y * 0.008f)) - 5.5f;

    /// <summary>The nearest two field centres on a skewed lattice.</summary>
    private static (int Id, float Edge, float Angle) Field(Vector2 p)
    {
        var q = new Vector2(p.X * 0.93f + p.Y * 0.36f, p.Y * 0.93f - p.X * 0.36f) / new Vector2(150, 96);
        int ix = (int)MathF.Floor(q.X), iy = (int)MathF.Floor(q.Y);
        float best = 9, second = 9;
        var id = 0;
        for (var j = -1; j <= 1; j++)
            for (var i = -1; i <= 1; i++)
            {
                var c = new Vector2(ix + i + 0.5f + 0.62f * (Hash(ix + i, iy + j, 21) - 0.5f),
                    iy + j + 0.5f + 0.62f * (Hash(ix + i, iy + j, 22) - 0.5f));
                var d = Vector2.Abs(q - c);
                var far = Math.Max(d.X, d.Y);
                if (far < best) (second, best, id) = (best, far, (ix + i) * 8191 + iy + j);
                else if (far < second) second = far;
            }
        return (id, (second - best) * 52, 0.36f + (Hash(id, 4) > 0.5f ? MathF.PI / 2 : 0) + (Hash(id, 5) - 0.5f) * 0.3f);
    }

    /// <summary>Height above ground in pixels, for the shadows.</summary>
    private static float Height(Vector2 p, out Cover cover)
    {
        cover = Cover.Field;
        var river = River(p);
        if (river < 0) { cover = Cover.Water; return 0; }
        var road = Road(p);
        if (road < 0) { cover = Cover.Road; return 0; }
        var house = House(p);
        if (house > 0) { cover = Cover.House; return house; }
        var (id, edge, _) = Field(p);
        var wooded = Hash(id, 9) > 0.8f ? 1 : 0;
        var hedge = edge < 6 && Hash((int)(p.X / 26), (int)(p.Y / 26), 12) > 0.42f;
        if (wooded > 0 && edge > 3 || hedge || river < 18 + 16 * Fractal(p.X * 0.015f, p.Y * 0.015f, 3, 8))
        {
            var crown = Crown(p);
            if (crown > 0) { cover = Cover.Wood; return crown; }
        }
        if (river < 7) cover = Cover.Bank;
        else if (edge < 2.2f) cover = Cover.Track;
        return 0;
    }

    private static float Crown(Vector2 p)
    {
        const float cell = 11;
        int ix = (int)MathF.Floor(p.X / cell), iy = (int)MathF.Floor(p.Y / cell);
        float top = 0;
        for (var j = -1; j <= 1; j++)
            for (var i = -1; i <= 1; i++)
            {
                var c = new Vector2(ix + i + Hash(ix + i, iy + j, 31), iy + j + Hash(ix + i, iy + j, 32)) * cell;
                var r = 4.5f + 4 * Hash(ix + i, iy + j, 33);
                var d = Vector2.Distance(p, c) / r;
                if (d < 1) top = Math.Max(top, (4 + r) * MathF.Sqrt(1 - d * d) + 1.6f * Fractal(p.X * 0.5f, p.Y * 0.5f, 2, 34));
            }
        return top;
    }

    private static float House(Vector2 p)
    {
        const float cell = 42;
        var q = new Vector2(p.X * 0.83f - p.Y * 0.56f, p.X * 0.56f + p.Y * 0.83f);
        int ix = (int)MathF.Floor(q.X / cell), iy = (int)MathF.Floor(q.Y / cell);
        if (Math.Abs(q.X - 235) > 128 || Math.Abs(q.Y - 700) > 240 || Hash(ix, iy, 41) > 0.74f) return 0;
        var c = new Vector2(ix + 0.5f, iy + 0.5f) * cell + new Vector2(Hash(ix, iy, 42) - 0.5f, Hash(ix, iy, 43) - 0.5f) * 12;
        var half = new Vector2(7 + 5 * Hash(ix, iy, 44), 10 + 5 * Hash(ix, iy, 45));
        var d = Vector2.Abs(q - c) - half;
        if (Math.Max(d.X, d.Y) > 0 || Road(p) < 8) return 0;
        return 7 + 5 * (-d.X / half.X);
    }

    private static Vector3 Color(Vector2 p)
    {
        var h = Height(p, out var cover);
        var lit = 1f;
        for (var i = 1; i < 14; i++)
            if (Height(p + Sun * (i * 1.5f), out _) > h + i * 1.25f) { lit = 0.34f; break; }
        var shade = Math.Clamp(1 + (h > 0 ? Math.Clamp((Height(p - Sun, out _) - Height(p + Sun, out _)) * -0.16f, -0.5f, 0.5f) : 0),
            0.3f, 1.5f);
        var grain = Fractal(p.X * 0.35f, p.Y * 0.35f, 5, 61, 0.8f);
        var tint = cover switch
        {
            Cover.Water => Vector3.Lerp(new Vector3(0.03f, 0.075f, 0.07f), new Vector3(0.05f, 0.11f, 0.09f),
                0.5f + 0.5f * Fractal(p.X * 0.05f, p.Y * 0.05f, 5, 62)) * (1 + 0.12f * grain),
            Cover.Road => new Vector3(0.23f, 0.225f, 0.215f) * (1 + 0.2f * grain)
                + (Math.Abs(Road(p) + 5.5f) < 0.7f && (int)(p.Y / 9) % 2 == 0 ? new Vector3(0.4f) : Vector3.Zero),
            Cover.House => (Hash((int)(p.X / 42), (int)(p.Y / 42), 47) > 0.35f ? new Vector3(0.36f, 0.12f, 0.07f)
                : new Vector3(0.2f, 0.2f, 0.22f)) * (1 + 0.2f * grain),
            Cover.Wood => Vector3.Lerp(new Vector3(0.02f, 0.05f, 0.016f), new Vector3(0.06f, 0.1f, 0.028f),
                0.5f + 0.5f * Fractal(p.X * 0.08f, p.Y * 0.08f, 3, 64)) * (1 + 0.7f * grain),
            Cover.Bank => new Vector3(0.22f, 0.19f, 0.12f) * (1 + 0.5f * grain),
            Cover.Track => new Vector3(0.27f, 0.22f, 0.15f) * (1 + 0.4f * grain),
            _ => Crop(p, grain),
        };
        var color = tint * lit * shade * 1.75f;
        return Vector3.Lerp(new Vector3(Vector3.Dot(color, new Vector3(0.2126f, 0.7152f, 0.0722f))), color, 0.62f)
            + new Vector3(0.014f, 0.018f, 0.024f);
    }

    private static Vector3 Crop(Vector2 p, float grain)
    {
        var (id, _, angle) = Field(p);
        var across = p.X * MathF.Cos(angle) + p.Y * MathF.Sin(angle);
        var pitch = 3.4f + 4 * Hash(id, 7);
        var furrow = 0.5f + 0.5f * MathF.Sin(across * MathF.Tau / pitch);
        var tramline = Math.Abs(across / 31 - MathF.Round(across / 31)) < 0.035f ? 0.7f : 1;
        var patch = Fractal(p.X * 0.02f, p.Y * 0.02f, 5, 71 + id % 7);
        var ripe = Hash(id, 8);
        var green = new Vector3(0.075f, 0.125f, 0.03f);
        var color = ripe < 0.34f ? Vector3.Lerp(new Vector3(0.33f, 0.25f, 0.1f), new Vector3(0.26f, 0.2f, 0.085f), furrow)
            : ripe < 0.52f ? Vector3.Lerp(new Vector3(0.19f, 0.125f, 0.075f), new Vector3(0.13f, 0.082f, 0.05f), furrow)
            : Vector3.Lerp(green, new Vector3(0.12f, 0.17f, 0.05f) * (0.7f + Hash(id, 10)), furrow);
        return color * (1 + 0.4f * patch + 0.32f * grain) * tramline;
    }
}
