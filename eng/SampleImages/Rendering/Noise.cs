namespace SampleImages.Rendering;

/// <summary>Smooth pseudo-random functions of position, the same on every machine (Perlin, 1985; value-noise form).</summary>
internal static class Noise
{
    /// <summary>A random number in 0..1 for a cell.</summary>
    public static float Hash(int x, int y, int z = 0)
    {
        unchecked
        {
            var h = (uint)(x * 374761393 + y * 668265263 + z * 2147483647 + 1274126177);
            h = (h ^ (h >> 13)) * 1274126177u;
            h = (h ^ (h >> 16)) * 2246822519u;
            return ((h ^ (h >> 15)) & 0xffffff) / 16777216f;
        }
    }

    /// <summary>Value noise in -1..1.</summary>
    public static float Value(float x, float y, int seed = 0)
    {
        int ix = (int)MathF.Floor(x), iy = (int)MathF.Floor(y);
        float u = Smooth(x - ix), v = Smooth(y - iy);
        var top = Lerp(Hash(ix, iy, seed), Hash(ix + 1, iy, seed), u);
        var bottom = Lerp(Hash(ix, iy + 1, seed), Hash(ix + 1, iy + 1, seed), u);
        return Lerp(top, bottom, v) * 2 - 1;
    }

    /// <summary>Value noise in space, -1..1.</summary>
    public static float Value3(float x, float y, float z)
    {
        var iz = (int)MathF.Floor(z);
        return Lerp(Value(x, y, iz * 7919 + 17), Value(x, y, (iz + 1) * 7919 + 17), Smooth(z - iz));
    }

    /// <summary>Octaves of value noise, each half as strong: the 1/f spectrum of natural scenes. About -1..1.</summary>
    public static float Fractal(float x, float y, int octaves, int seed = 0, float gain = 0.5f)
    {
        float sum = 0, amplitude = 0.5f, total = 0;
        for (var i = 0; i < octaves; i++)
        {
            sum += amplitude * Value(x, y, seed + i * 101);
            total += amplitude;
            // Rotated, so that the lattices of the octaves do not line up.
            (x, y, amplitude) = (1.6f * x - 1.2f * y + 3.1f, 1.2f * x + 1.6f * y + 1.7f, amplitude * gain);
        }
        return sum / total;
    }

    /// <summary>Octaves in space.</summary>
    public static float Fractal3(float x, float y, float z, int octaves)
    {
        float sum = 0, amplitude = 0.5f;
        for (var i = 0; i < octaves; i++)
        {
            sum += amplitude * Value3(x, y, z);
            (x, y, z, amplitude) = (2.03f * x + 5.2f, 2.01f * y + 1.3f, 1.99f * z + 7.7f, amplitude * 0.5f);
        }
        return sum;
    }

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between.</summary>
    public static float Step(float from, float to, float x) => Smooth3(Math.Clamp((x - from) / (to - from), 0, 1));

    public static float Lerp(float a, float b, float t) => a + (b - a) * t;

    private static float Smooth(float t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static float Smooth3(float t) => t * t * (3 - 2 * t);
}
