using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using SkiaSharp;

namespace BlurDetection.Engineering;

/// <summary>Makes images with known blur of sharp ones that were held out.</summary>
internal static class HoldOutSynthesis
{
    /// <summary>Share of the resized image at which images are made, so that the synthesis may ask for half as much again.</summary>
    private const double Share = 2 / 3.0;

    public static bool IsImage(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";

    public static SynthesizedImage Make(BlurSynthesizer synthesizer, string file, int seed, SynthesisRecipe recipe, double? width = null)
    {
        using var canonical = ImageDecoder.DecodeFile(file, Preprocessing.Default);
        int across = (int)(Share * canonical.Pixels.Width), down = (int)(Share * canonical.Pixels.Height);
        return synthesizer.Synthesize((w, h) => At(file, w, h), across, down, seed, recipe, width);
    }

    private static PlanarImage At(string file, int width, int height)
    {
        using var decoded = ImageDecoder.DecodeFile(file, Preprocessing.Default with { LongSide = null, Width = width, Height = height });
        return new PlanarImage(1, height, width, decoded.Pixels.Pixels.ToArray());
    }

    public static byte[] Png(PlanarImage image)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var row = new byte[image.Width];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++) row[x] = (byte)Math.Clamp(image.Pixels[y * image.Width + x] + 0.5f, 0, 255);
            System.Runtime.InteropServices.Marshal.Copy(row, 0, bitmap.GetPixels() + y * bitmap.RowBytes, row.Length);
        }
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
