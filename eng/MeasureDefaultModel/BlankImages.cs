using SkiaSharp;

namespace BlurDetection.Engineering;

/// <summary>Images without evidence, which must be called indeterminate.</summary>
internal static class BlankImages
{
    public static IEnumerable<(string Set, string Figure, double Value)> Measure(IBlurClassifier classifier)
    {
        var random = new Random(1);
        var pictures = new Dictionary<string, Func<int, int, double>>
        {
            ["black"] = (_, _) => 0,
            ["white"] = (_, _) => 255,
            ["grey"] = (_, _) => 128,
            ["gradient across"] = (x, _) => x * 255.0 / 799,
            ["gradient down"] = (_, y) => 40 + y * 150.0 / 599,
            ["vignette"] = (x, y) => 200 - ((x - 400) * (x - 400) + (y - 300) * (y - 300)) / 2000.0,
            ["noise, sd 2"] = (_, _) => 128 + 2 * Gaussian(random),
            ["noise, sd 10"] = (_, _) => 128 + 10 * Gaussian(random),
            ["noise, sd 40"] = (_, _) => 128 + 40 * Gaussian(random),
            ["dark noise"] = (_, _) => 8 + 5 * Gaussian(random),
            ["uniform noise"] = (_, _) => random.Next(256),
        };
        foreach (var (name, tone) in pictures)
            yield return ("blank pictures", $"{name}: indeterminate",
                classifier.Classify(Draw(tone)).Verdict == BlurVerdict.Indeterminate ? 1 : 0);
    }

    private static byte[] Draw(Func<int, int, double> tone)
    {
        using var bitmap = new SKBitmap(800, 600, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                byte level = (byte)Math.Clamp(tone(x, y) + 0.5, 0, 255);
                bitmap.SetPixel(x, y, new SKColor(level, level, level));
            }
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
