using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Decodes at full size.</summary>
internal static class Decoded
{
    private static readonly Preprocessing FullSize = new() { LongSide = 8192 };

    public static ImageDecoderOptions Options(Action<ImageDecoderOptions>? configure = null, bool onlyUltrasoundRegions = false)
    {
        var options = new ImageDecoderOptions().AddDicom(onlyUltrasoundRegions);
        configure?.Invoke(options);
        return options;
    }

    /// <summary>Luma of every pixel, 0 to 255, and what was done for it.</summary>
    public static (float[] Luma, ImageInfo Info) Luma(byte[] file, Action<ImageDecoderOptions>? configure = null,
        bool onlyUltrasoundRegions = false)
    {
        using var image = ImageDecoder.Decode(file, FullSize, Options(configure, onlyUltrasoundRegions));
        return (image.Pixels.Pixels.ToArray(), image.Info);
    }

    /// <summary>Red, green and blue of every pixel.</summary>
    public static float[][] Colours(byte[] file, Action<ImageDecoderOptions>? configure = null)
    {
        using var image = ImageDecoder.Decode(file, FullSize with { Channels = 3 }, Options(configure));
        var (area, pixels) = (image.Pixels.Width * image.Pixels.Height, image.Pixels.Pixels.ToArray());
        return [.. Enumerable.Range(0, area).Select(i => new[] { pixels[i], pixels[area + i], pixels[2 * area + i] })];
    }

    public static UnsupportedImageException Error(byte[] file, Action<ImageDecoderOptions>? configure = null) =>
        Assert.ThrowsAny<UnsupportedImageException>(() => Luma(file, configure));
}
