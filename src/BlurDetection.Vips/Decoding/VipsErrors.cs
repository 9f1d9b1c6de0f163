using BlurDetection.Imaging;
using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>What libvips says, as errors of this library.</summary>
internal static class VipsErrors
{
    private const string NoCodec = "compression support is not configured"; // libtiff's words

    public static UnsupportedImageException Of(ImageFormat format, VipsException error)
    {
        var lines = error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var detail = lines.Length > 1 ? lines[1] : error.Message.Trim(); // the first line is NetVips' own
        if (detail.EndsWith(NoCodec, StringComparison.Ordinal))
            return new UnsupportedImageException($"libvips cannot decode the {format} file ({detail}). Save it with Deflate or LZW " +
                "(gdal_translate -co COMPRESS=DEFLATE).", error);
        return new UnsupportedImageException(
            $"libvips cannot decode the {format} file ({detail}). Copy or upload the file again, or save it again.", error);
    }
}
