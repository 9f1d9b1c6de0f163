using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Overlays;

/// <summary>Things drawn onto a transparent sheet, and the sheet laid over an image.</summary>
internal static class Ink
{
    /// <summary>A sheet with what <paramref name="draw"/> draws; whoever asks disposes it.</summary>
    public static SKBitmap Draw(PlanarImage image, Action<SKCanvas> draw)
    {
        var sheet = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.Transparent);
        draw(canvas);
        return sheet;
    }

    /// <summary>Lays a sheet over luma, in place.</summary>
    /// <param name="sheet">Grey ink of the image's size.</param>
    /// <param name="image">Luma, 0..255.</param>
    /// <param name="strength">Scales the ink's opacity, 0 to 1.</param>
    /// <param name="covered">Receives 1 wherever there is any ink; <see langword="null"/> where nobody asks.</param>
    public static void Lay(SKBitmap sheet, PlanarImage image, float strength = 1, float[]? covered = null)
    {
        var rgba = sheet.GetPixelSpan();
        var pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            float alpha = strength * rgba[4 * i + 3] / 255f;
            if (alpha == 0) continue;
            pixels[i] = pixels[i] * (1 - alpha) + strength * rgba[4 * i];
            if (covered is not null) covered[i] = 1;
        }
    }
}
