using System.Numerics;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>What the surfaces of the street are made of.</summary>
internal static class StreetPaint
{
    private static readonly Vector3[] Lacquer =
        [new(0.5f, 0.52f, 0.55f), new(0.3f, 0.03f, 0.03f), new(0.04f, 0.08f, 0.2f), new(0.62f, 0.62f, 0.6f), new(0.03f, 0.033f, 0.038f),
            new(0.1f, 0.16f, 0.13f)];

    /// <summary>Colour and gloss of the surface that is nearest to the point.</summary>
    public static (Vector3 Albedo, float Gloss) At(
        Vector3 p, Vector3 n, float ground, float houses, float cars, float glass, int car, float trees, bool leaf)
    {
        var nearest = Math.Min(Math.Min(ground, houses), Math.Min(cars, trees));
        if (nearest > 0.05f) return (Clothes(p), 0);
        if (nearest == ground) return (Pavement(p), 0.02f);
        if (nearest == houses) return Facade(p, n);
        if (nearest == trees)
            return (leaf ? Vector3.Lerp(new Vector3(0.03f, 0.06f, 0.014f), new Vector3(0.16f, 0.2f, 0.05f), 0.5f
                + Fractal3(p.X * 9, p.Y * 9, p.Z * 9, 3)) : new Vector3(0.1f, 0.075f, 0.055f) * (1 + 0.5f * Value(p.Y * 20, p.X * 30)), 0);
        if (car < 0) return (new Vector3(0.2f), 0);
        if (p.Y < 0.62f && glass > 0.1f && Math.Abs(n.X) < 1.1f && p.Y < 0.36f) return (new Vector3(0.016f), 0.05f);
        if (glass < 0.02f && p.Y > 1.0f && n.Y < 0.75f) return (new Vector3(0.02f, 0.024f, 0.028f), 1);
        if (Math.Abs(p.Y - 0.72f) < 0.09f && Math.Abs(n.Z) > 0.6f)
            return (new Vector3(0.75f, 0.7f, 0.6f) * (0.6f + 0.4f * Hash((int)(p.X * 9), 3)), 0.5f);
        return (Lacquer[car % Lacquer.Length], 0.55f);
    }

    private static Vector3 Clothes(Vector3 p) =>
        p.Y < 0.95f ? new Vector3(0.05f, 0.06f, 0.1f) : p.Y > 1.66f ? new Vector3(0.3f, 0.19f, 0.13f)
        : Hash((int)MathF.Floor(p.X), (int)MathF.Floor(p.Z / 3), 6) > 0.5f ? new Vector3(0.5f, 0.34f, 0.08f)
        : new Vector3(0.12f, 0.22f, 0.26f);

    private static Vector3 Pavement(Vector3 p)
    {
        var grain = Fractal(p.X * 24, p.Z * 24, 5, 11, 0.8f);
        var wear = Fractal(p.X * 0.6f, p.Z * 0.35f, 5, 12);
        if (Math.Abs(p.X) > 4.5f)
        {
            var joint = Math.Min(Joint(p.X / 0.62f), Joint((p.Z + 0.3f * MathF.Floor(p.X / 0.62f)) / 0.9f));
            var slab = Hash((int)MathF.Floor(p.X / 0.62f), (int)MathF.Floor(p.Z / 0.9f), 15);
            return new Vector3(0.3f, 0.28f, 0.255f) * (0.82f + 0.3f * slab + 0.18f * grain + 0.2f * wear) * (joint < 0.045f ? 0.55f : 1);
        }
        var tar = new Vector3(0.085f, 0.085f, 0.088f) * (1 + 0.55f * grain + 0.5f * wear);
        var crack = Math.Abs(Fractal(p.X * 0.9f, p.Z * 0.9f, 5, 16));
        if (crack < 0.012f) tar *= 0.5f;
        var paint = new Vector3(0.62f, 0.61f, 0.58f) * (1 + 0.25f * grain);
        var worn = 0.15f + 0.5f * wear + 0.4f * grain > -0.22f;
        var centreLine = Math.Abs(p.X) < 0.09f && p.Z - MathF.Floor(p.Z / 3.4f) * 3.4f < 1.9f;
        var zebra = p.Z is > 11.2f and < 14 && p.X - MathF.Floor(p.X / 1.1f) * 1.1f < 0.58f;
        var stop = p.Z is > 10 and < 10.35f && p.X < -0.1f;
        var edge = Math.Abs(Math.Abs(p.X) - 4.15f) < 0.06f;
        return (centreLine && p.Z is < 10 or > 15 && Math.Abs(p.X) < 0.09f && centreLine || zebra || stop || edge) && worn ? paint : tar;
    }

    private static (Vector3, float) Facade(Vector3 p, Vector3 n)
    {
        var along = Math.Abs(n.X) > 0.5f ? p.Z : p.X;
        int side = p.X < 0 ? 1 : 2, plot = (int)MathF.Floor(p.Z / 8);
        if (n.Y > 0.7f) return (new Vector3(0.16f, 0.15f, 0.15f), 0);
        var grain = Fractal(along * 20, p.Y * 20, 4, 26, 0.75f);
        var stain = Fractal(along * 0.8f, p.Y * 0.35f, 4, 27);
        float u = (along - plot * 8) / 2, v = p.Y / 2.9f;
        float fu = u - MathF.Floor(u), fv = v - MathF.Floor(v);
        var shop = p.Y < 2.9f;
        var window = shop ? fu is > 0.06f and < 0.94f && fv is > 0.16f and < 0.78f : fu is > 0.27f and < 0.73f && fv is > 0.25f and < 0.8f;
        var frame = shop ? fu is > 0.03f and < 0.97f && fv is > 0.12f and < 0.95f : fu is > 0.23f and < 0.77f && fv is > 0.2f and < 0.84f;
        var bar = Math.Abs(fu - 0.5f) < 0.02f || !shop && Math.Abs(fv - 0.6f) < 0.012f;
        if (window && !bar)
        {
            var room = Hash((int)MathF.Floor(u) + plot * 31, (int)MathF.Floor(v), side + 40);
            var blind = room > 0.55f && fv > 0.35f + 0.5f * room - 0.3f;
            if (shop)
                return (Vector3.Lerp(new Vector3(0.05f, 0.045f, 0.04f), new Vector3(0.42f, 0.3f, 0.16f),
                    Step(-0.3f, 0.9f, Fractal(along * 1.7f, p.Y * 1.7f, 5, 44 + plot))
                    * (0.6f + 0.4f * (Hash((int)(along * 3.1f), (int)(p.Y * 2.3f), 45) > 0.5f ? 1 : 0))), 0.6f);
            return (blind ? new Vector3(0.42f, 0.4f, 0.36f) * (0.8f + 0.2f * MathF.Sin(p.Y * 60))
                : new Vector3(0.025f, 0.03f, 0.036f), 0.85f);
        }
        if (shop && fv > 0.8f && frame)
            return (Vector3.Lerp(new Vector3(0.05f, 0.16f, 0.15f), new Vector3(0.34f, 0.07f, 0.05f), Hash(plot, side, 46))
                * (1 + (fv is > 0.84f and < 0.91f && Hash((int)(along * 7), plot, 47) > 0.42f ? 3f : 0)), 0.05f);
        if (frame) return (new Vector3(0.46f, 0.45f, 0.42f), 0.1f);
        var kind = Hash(plot, side, 48);
        if (kind < 0.4f)
            return (Vector3.Lerp(new Vector3(0.44f, 0.38f, 0.29f), new Vector3(0.36f, 0.4f, 0.4f), kind * 2.5f)
                * (1 + 0.16f * grain + 0.3f * stain), 0);
        float row = MathF.Floor(p.Y / 0.16f), brick = along / 0.44f + 0.5f * (row % 2);
        var mortar = Joint(p.Y / 0.16f) < 0.09f || Joint(brick) < 0.045f;
        var clay = new Vector3(0.29f, 0.115f, 0.068f) * (0.7f + 0.6f * Hash((int)MathF.Floor(brick), (int)row, 49))
            * (1 + 0.25f * grain + 0.3f * stain);
        return (mortar ? new Vector3(0.34f, 0.31f, 0.27f) : clay, 0);
    }

    private static float Joint(float x) => Math.Abs(x - MathF.Round(x));
}
