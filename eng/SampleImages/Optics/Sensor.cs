using System.Numerics;
using SampleImages.Rendering;

namespace SampleImages.Optics;

/// <summary>Photon noise, read noise and the fall-off towards the corners.</summary>
internal static class Sensor
{
    /// <param name="electrons">Electrons at white: fewer means more noise.</param>
    public static LinearImage Expose(LinearImage image, float electrons, int seed, float vignette = 0.25f) => image.Map((x, y, c) =>
    {
        float u = (x + 0.5f) / image.Width * 2 - 1, v = (y + 0.5f) / image.Height * 2 - 1;
        var light = c * (1 - vignette * (u * u + v * v) / 2);
        return new Vector4(Noisy(light.X, 1), Noisy(light.Y, 2), Noisy(light.Z, 3), 1);

        float Noisy(float value, int channel)
        {
            var sigma = MathF.Sqrt(Math.Max(value, 0) / electrons + 9f / (electrons * electrons));
            return value + sigma * Normal(x, y, seed * 16 + channel);
        }
    });

    // Box-Muller from two hashes, so that the order of evaluation does not matter.
    private static float Normal(int x, int y, int seed)
    {
        var radius = MathF.Sqrt(-2 * MathF.Log(Math.Max(1e-7f, Noise.Hash(x, y, seed))));
        return radius * MathF.Cos(2 * MathF.PI * Noise.Hash(x, y, seed + 7));
    }
}
