using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Engineering;

/// <summary>How often a verdict changes although focus has not: mirrored, turned, brighter, darker, compressed; and
/// whether noise hides blur.</summary>
internal static class Robustness
{
    private const double NoiseDeviation = 6;

    public static IEnumerable<(string Set, string Figure, double Value)> Measure(
        IBlurClassifier classifier, IReadOnlyList<EvaluatedImage> results, string images)
    {
        var changes = new Dictionary<string, Func<PlanarImage, PlanarImage>>
        {
            ["mirrored"] = image => Map(image, image.Width, image.Height, (x, y) => (image.Width - 1 - x, y)),
            ["turned by 90 degrees"] = image => Map(image, image.Height, image.Width, (x, y) => (y, image.Height - 1 - x)),
            ["gain 0.6"] = image => Change(image, value => value * 0.6f),
            ["gain 1.4"] = image => Change(image, value => value * 1.4f),
            ["JPEG 60"] = image => image,
        };
        var changed = changes.Keys.ToDictionary(name => name, _ => 0);
        int noisyBlurred = 0, plainBlurred = 0, blurred = 0;
        var random = new Random(5);
        foreach (var result in results)
        {
            using var decoded = ImageDecoder.DecodeFile(Path.Combine(images, result.FileName), Preprocessing.Default);
            var reference = classifier.Classify(Encode(decoded.Pixels, jpeg: false)).IsBlurry;
            foreach (var (name, change) in changes)
                if (classifier.Classify(Encode(change(decoded.Pixels), name == "JPEG 60")).IsBlurry != reference) changed[name]++;
            if (result.Label != ImageLabel.Blur) continue;
            blurred++;
            if (reference) plainBlurred++;
            var noisy = Change(decoded.Pixels, value => value + (float)(NoiseDeviation * Gaussian(random)));
            if (classifier.Classify(Encode(noisy, jpeg: false)).IsBlurry) noisyBlurred++;
        }
        foreach (var (name, count) in changed) yield return ("photos", $"verdict changes when {name}", (double)count / results.Count);
        yield return ("photos", $"verdict changes, mean of the {changed.Count} changes", changed.Values.Average() / results.Count);
        yield return ("photos", "recall of blur lost to noise of sd 6", (double)(plainBlurred - noisyBlurred) / blurred);
    }

    private static PlanarImage Map(PlanarImage image, int width, int height, Func<int, int, (int X, int Y)> from)
    {
        var pixels = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var (sourceX, sourceY) = from(x, y);
                pixels[y * width + x] = image.Pixels[sourceY * image.Width + sourceX];
            }
        }
        return new PlanarImage(1, height, width, pixels);
    }

    private static PlanarImage Change(PlanarImage image, Func<float, float> change) =>
        new(1, image.Height, image.Width, [.. image.Pixels.ToArray().Select(change)]);

    private static byte[] Encode(PlanarImage image, bool jpeg)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var row = new byte[bitmap.RowBytes];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++) row[x] = (byte)Math.Clamp(image.Pixels[y * image.Width + x] + 0.5f, 0, 255);
            System.Runtime.InteropServices.Marshal.Copy(row, 0, bitmap.GetPixels() + y * bitmap.RowBytes, row.Length);
        }
        using var encoded = bitmap.Encode(jpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, jpeg ? 60 : 100);
        return encoded.ToArray();
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
