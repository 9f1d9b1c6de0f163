using BlurDetection.Imaging;

namespace BlurDetection.Video.Tests.Support;

/// <summary>Frames of a camera, made of rendered pictures of this repository: 640x480 luma.</summary>
internal static class Scenes
{
    public const int Width = 640, Height = 480;

    public static byte[] Street { get; } = Read("street-sharp.jpg");

    public static byte[] Landscape { get; } = Read("landscape-sharp.jpg");

    public static PixelBuffer Frame(byte[] luma) => new(luma, PixelFormat.Gray8, Width, Height);

    /// <summary>Out of focus: three box blurs, next to a Gaussian.</summary>
    public static byte[] Defocused(byte[] luma, int radius = 5)
    {
        var values = Array.ConvertAll(luma, v => (float)v);
        for (var pass = 0; pass < 3; pass++) values = Box(Box(values, radius, 1, Width, Height), radius, Width, Height, Width);
        return Bytes(values, v => v);
    }

    /// <summary>Less contrast, and grey all over.</summary>
    public static byte[] Fog(byte[] luma) => Bytes(luma, v => 150 + 0.3f * (v - 128));

    /// <summary>Dark and noisy, but lit.</summary>
    public static byte[] Night(byte[] luma, int seed) => WithNoise(Bytes(luma, v => 12 + 0.35f * v), seed, 5);

    /// <summary>Bright streaks of rain in front of the scene.</summary>
    public static byte[] Rain(byte[] luma, int seed)
    {
        var (random, rain) = (new Random(seed), (byte[])luma.Clone());
        for (var i = 0; i < 250; i++)
        {
            var (x, y, length) = (random.Next(Width), random.Next(Height), random.Next(8, 25));
            for (var d = 0; d < length && y + d < Height; d++)
                rain[(y + d) * Width + x] = (byte)Math.Min(255, rain[(y + d) * Width + x] + 50);
        }
        return rain;
    }

    /// <summary>Two headlights and their glare.</summary>
    public static byte[] Headlights(byte[] luma)
    {
        var lit = (byte[])luma.Clone();
        foreach (var (cx, cy) in new[] { (280, 300), (360, 300) })
            for (var i = 0; i < lit.Length; i++)
            {
                float dx = i % Width - cx, dy = i / Width - cy;
                lit[i] = (byte)Math.Min(255, lit[i] + 400 * MathF.Exp(-(dx * dx + dy * dy) / 1800));
            }
        return lit;
    }

    public static byte[] Even(byte tone, int seed = 0) => WithNoise([.. Enumerable.Repeat(tone, Width * Height)], seed, 1);

    public static byte[] WithNoise(byte[] luma, int seed, double amount)
    {
        var random = new Random(seed);
        return Bytes(luma, v => v + (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * amount));
    }

    private static byte[] Read(string name)
    {
        var size = new Preprocessing { LongSide = null, Width = Width, Height = Height };
        using var image = ImageDecoder.DecodeFile(Path.Combine(Repository.Root, "samples", "images", name), size);
        return Bytes(image.Pixels.Pixels.ToArray(), v => v);
    }

    private static float[] Box(float[] values, int radius, int step, int length, int lines)
    {
        var result = new float[values.Length];
        for (var line = 0; line < lines; line++)
        {
            var start = step == 1 ? line * Width : line;
            for (var i = 0; i < length; i++)
            {
                float sum = 0;
                for (var d = -radius; d <= radius; d++) sum += values[start + Math.Clamp(i + d, 0, length - 1) * step];
                result[start + i * step] = sum / (2 * radius + 1);
            }
        }
        return result;
    }

    private static byte[] Bytes(byte[] luma, Func<float, float> map) =>
        Array.ConvertAll(luma, v => (byte)Math.Clamp(map(v) + 0.5f, 0, 255));

    private static byte[] Bytes(float[] luma, Func<float, float> map) =>
        Array.ConvertAll(luma, v => (byte)Math.Clamp(map(v) + 0.5f, 0, 255));
}
