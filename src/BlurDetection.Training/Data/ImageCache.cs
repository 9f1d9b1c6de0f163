using System.Collections.Concurrent;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Data;

/// <summary>Keeps the first images that fit a budget. Nothing is thrown out: with shuffled epochs every image is as
/// likely to come next as any other.</summary>
internal sealed class ImageCache(long budget)
{
    // 255 x 257 = 65535: grey levels stay exact, and fractions are kept to 1/514
    private const float Scale = 257;

    private readonly ConcurrentDictionary<string, KeptImage> _kept = [];
    private long _bytes;
    private long _misses;

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Misses => Interlocked.Read(ref _misses);

    public PlanarImage GetOrAdd(string key, Func<DecodedImage> decode)
    {
        if (_kept.TryGetValue(key, out KeptImage? kept)) return kept.Restore();
        Interlocked.Increment(ref _misses);
        using DecodedImage decoded = decode();
        kept = KeptImage.Of(decoded.Pixels);
        if (Reserve(kept.Bytes) && !_kept.TryAdd(key, kept)) Interlocked.Add(ref _bytes, -kept.Bytes);
        return kept.Restore();
    }

    private bool Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= budget) return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    private sealed record KeptImage(int Channels, int Height, int Width, ushort[] Values)
    {
        public long Bytes => Values.LongLength * sizeof(ushort);

        public static KeptImage Of(PlanarImage image)
        {
            ReadOnlySpan<float> pixels = image.Pixels;
            var values = new ushort[pixels.Length];
            for (int i = 0; i < values.Length; i++) values[i] = (ushort)(Math.Clamp(pixels[i], 0, 255) * Scale + 0.5f);
            return new KeptImage(image.Channels, image.Height, image.Width, values);
        }

        public PlanarImage Restore()
        {
            var pixels = new float[Values.Length];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = Values[i] / Scale;
            return new PlanarImage(Channels, Height, Width, pixels);
        }
    }
}
