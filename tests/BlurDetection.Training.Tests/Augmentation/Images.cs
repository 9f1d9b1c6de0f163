using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Training.Tests.Augmentation;

/// <summary>Pixels without files.</summary>
internal static class Images
{
    public static PlanarImage Of(int width, int height, Func<int, int, float> value)
    {
        var pixels = new float[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = value(i % width, i / width);
        return new PlanarImage(1, height, width, pixels);
    }

    public static PlanarImage Colours(int width, int height, int seed)
    {
        var random = new Random(seed);
        return new PlanarImage(3, height, width, [.. Enumerable.Range(0, 3 * width * height).Select(_ => (float)random.Next(256))]);
    }

    public static PlanarImage Scene(int width, int height, int seed, float blurSigma = 0)
    {
        using DecodedImage decoded = ImageDecoder.Decode(RenderedImages.Png(width, height, seed, blurSigma), Preprocessing.Default);
        return new PlanarImage(1, height, width, decoded.Pixels.Pixels.ToArray());
    }
}
