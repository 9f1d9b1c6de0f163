using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>Refuses images whose header already says that they would cost too much: pixels, sides, memory, scans.</summary>
internal static class DecoderLimits
{
    // libjpeg writes up to 18 (four components), optimisers up to about as many; each further one is another pass over
    // all coefficients, for a few bytes of file.
    private const int MostScans = 20;

    // Of one component: libjpeg writes up to 6, mozjpeg's optimiser too. With seven, a file of 12 MP takes up to 1.5 times an ordinary one
    // of the same sampling, with more up to 1.9 times: results/performance.md.
    private const int MostPasses = 7;

    // Over all blocks: libjpeg's progressive files have 4.7 (4:4:4) to 6 (grey); a pass over empty blocks costs as much for no bytes.
    private const double MostMeanPasses = 6;

    private const int LongestOfLibjpeg = 65_500; // JPEG_MAX_DIMENSION, a little below what the format can say

    /// <summary>Checks what the header claims; nothing where it cannot be read here.</summary>
    /// <exception cref="ImageTooLargeException">There are too many pixels, a side is too long, or decoding would hold too
    /// many bytes.</exception>
    /// <exception cref="UnsupportedImageException">A JPEG has too many scans.</exception>
    public static void Check(ReadOnlySpan<byte> encoded, ImageFormat format, ImageDecoderOptions options)
    {
        if (!ClaimedSize.TryRead(encoded, format, out var width, out var height)) return;
        CheckSize(format, width, height, options);
        var (passes, mean) = (0, 0.0);
        var scans = format == ImageFormat.Jpeg ? JpegScanCount.Of(encoded, MostScans + 1, out passes, out mean) : 0;
        if (scans > MostScans) throw DecodingErrors.TooManyScans(MostScans);
        if (passes > MostPasses) throw DecodingErrors.TooManyPasses(MostPasses);
        if (mean > MostMeanPasses) throw DecodingErrors.TooManyMeanPasses(mean, MostMeanPasses);
        var bytes = BytesHeld(encoded, format, width * height, scans);
        if (bytes > options.MaxDecoderBytes) throw DecodingErrors.TooMuchMemory(format, width, height, bytes, options.MaxDecoderBytes);
    }

    /// <summary>Checks the size alone.</summary>
    /// <exception cref="ImageTooLargeException">There are too many pixels, or a side is too long.</exception>
    public static void CheckSize(ImageFormat format, long width, long height, ImageDecoderOptions options)
    {
        if (width > options.MaxPixels / height) throw DecodingErrors.TooManyPixels(format, width, height, options.MaxPixels);
        if (Math.Max(width, height) > options.MaxSide) throw DecodingErrors.SideTooLong(format, width, height, options.MaxSide);
        if (format == ImageFormat.Jpeg && Math.Max(width, height) > LongestOfLibjpeg)
            throw DecodingErrors.SideTooLongForLibjpeg(width, height, LongestOfLibjpeg);
    }

    /// <summary>Checks what Skia found, which may be more than the header claims: a frame of a GIF enlarges its screen.</summary>
    /// <exception cref="ImageTooLargeException">There are too many pixels, a side is too long, or decoding would hold too
    /// many bytes.</exception>
    public static void CheckFound(ImageFormat format, int width, int height, ImageDecoderOptions options)
    {
        CheckSize(format, width, height, options);
        if (format == ImageFormat.Gif && 4L * width * height is var bytes && bytes > options.MaxDecoderBytes)
            throw DecodingErrors.TooMuchMemory(format, width, height, bytes, options.MaxDecoderBytes);
    }

    private static long BytesHeld(ReadOnlySpan<byte> encoded, ImageFormat format, long pixels, int scans) => format switch
    {
        ImageFormat.Jpeg => JpegHeader.IsHeldWhole(encoded, scans, out var perPixel) ? (long)(perPixel * pixels) : 0,
        ImageFormat.Png when PngHeader.TryRead(encoded, out var png) =>
            png.IsKnownForm ? png.BytesHeld : (4 + png.BytesPerPixel) * pixels,
        ImageFormat.WebP => (encoded.Length > 15 && encoded[15] == ' ' ? 4 : 8) * pixels, // "VP8 " is lossy and without alpha
        ImageFormat.Gif => 4 * pixels,
        _ => 0,
    };
}
