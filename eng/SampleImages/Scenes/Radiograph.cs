using System.Numerics;
using SampleImages.Rendering;
using static SampleImages.Rendering.Noise;

namespace SampleImages.Scenes;

/// <summary>An X-ray of a hand: absorption added up along the ray, with the mesh of the spongy bone.</summary>
internal sealed class Radiograph
{
    private readonly List<(Vector2 A, Vector2 B, float Radius, float Head)> _bones = [];
    private readonly List<(Vector2 A, Vector2 B, float Radius)> _flesh = [];

    private Radiograph()
    {
        Finger(new(300, 620), -0.62f, [92, 70, 50], 66, 24, 150);
        Finger(new(262, 590), -0.17f, [118, 74, 48], 148, 20, 60);
        Finger(new(318, 578), 0.0f, [128, 84, 52], 152, 20.5f, 40);
        Finger(new(374, 590), 0.13f, [116, 78, 50], 142, 19, 30);
        Finger(new(424, 612), 0.31f, [92, 56, 46], 128, 17, 20);
        foreach (var (x, y, r) in new[] { (286f, 668f, 27f), (330, 660, 26), (374, 664, 26), (412, 680, 24), (306, 712, 27), (352, 716, 28),
            (394, 724, 23) })
            _bones.Add((new(x - 5, y), new(x + 6, y + 4), r, r));
        _bones.Add((new(308, 782), new(292, 1000), 40, 52));
        _bones.Add((new(398, 790), new(410, 1000), 24, 30));
        _flesh.Add((new(322, 560), new(340, 740), 122));
        _flesh.Add((new(346, 760), new(350, 1020), 96));
    }

    public static LinearImage Paint(int width, int height)
    {
        var hand = new Radiograph();
        return LinearImage.Render(width, height, 2, (x, y) =>
        {
            var value = hand.Brightness(x / width * 680, y / width * 680);
            return new Vector4(value, value, value, 1);
        });
    }

    private void Finger(Vector2 knuckleBase, float angle, float[] lengths, float metacarpal, float radius, float gapShift)
    {
        var way = new Vector2(MathF.Sin(angle), -MathF.Cos(angle));
        var at = knuckleBase + (angle < -0.4f ? new Vector2(-34, 22) : Vector2.Zero);
        var start = at;
        var first = metacarpal;
        for (var i = -1; i < lengths.Length; i++)
        {
            var length = i < 0 ? first : lengths[i];
            var end = at + way * length;
            var r = radius * (i < 0 ? 0.98f : 0.92f - 0.17f * i);
            _bones.Add((at + way * r * 0.8f, end - way * r * 0.72f, r * 0.66f, r));
            at = end;
            way = Vector2.Transform(way, Matrix3x2.CreateRotation(angle * 0.12f + gapShift * 0.0002f));
        }
        _flesh.Add((start, at - way * 8, radius * 1.72f));
    }

    private float Brightness(float x, float y)
    {
        var wobble = 3 * Fractal(x * 0.02f, y * 0.02f, 3, 4);
        var p = new Vector2(x + wobble, y + wobble);
        float tissue = 0, bone = 0;
        foreach (var (a, b, radius) in _flesh)
        {
            var d = Distance(p, a, b, out _) / radius;
            tissue = Math.Max(tissue, MathF.Sqrt(Math.Max(0, 1 - d * d)));
        }
        foreach (var (a, b, shaft, head) in _bones)
        {
            var d = Distance(p, a, b, out var along);
            // Narrow in the middle, wide at the joints.
            var waist = MathF.Pow(Math.Abs(along * 2 - 1), 2.4f);
            var radius = Lerp(shaft * 0.86f, head, waist);
            var q = d / radius;
            if (q >= 1) continue;
            var outer = MathF.Sqrt(1 - q * q);
            var hollow = 0.5f + 0.34f * (1 - waist);
            var inner = q < hollow ? MathF.Sqrt(1 - q * q / (hollow * hollow)) * 0.55f : 0;
            var mesh = Math.Abs(Fractal(x * 0.21f, y * 0.16f, 4, 63, 0.7f)) - 0.22f;
            bone += (outer - inner * (1 - waist * 0.75f)) * (1 + 0.75f * mesh * (0.35f + waist));
        }
        var soft = tissue * (0.36f + 0.06f * Fractal(x * 0.03f, y * 0.05f, 6, 65))
            + 0.012f * tissue * Fractal(x * 0.3f, y * 0.3f, 4, 66, 0.8f);
        var film = 0.03f + 0.02f * Fractal(x * 0.004f, y * 0.004f, 3, 67);
        return Tone.ToLinear(Math.Clamp(film + 0.92f * (1 - MathF.Exp(-(soft * 0.9f + Math.Min(bone, 1.6f) * 0.92f))), 0, 1));
    }

    private static float Distance(Vector2 p, Vector2 a, Vector2 b, out float along)
    {
        var axis = b - a;
        along = Math.Clamp(Vector2.Dot(p - a, axis) / Math.Max(1e-3f, axis.LengthSquared()), 0, 1);
        return Vector2.Distance(p, a + axis * along);
    }
}
