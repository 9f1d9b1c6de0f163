namespace BlurDetection.Imaging;

/// <summary>Decodes JPEG, PNG, WebP, BMP and GIF (the first frame) to what a network takes.</summary>
/// <remarks>
/// The Exif orientation is applied, transparency composited on white, colour profiles left alone, 8-bit grey taken as it is.
/// JPEG is decoded at the smallest of its own scales (1/8, 1/4, 1/2, 1) that is not below the size asked for; the rest is exact area averaging.
/// The same bytes give the same values, whatever the thread. Thread-safe.
/// </remarks>
public static partial class ImageDecoder
{
    /// <summary>Decodes the bytes of a picture file.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <param name="options">Limits and choices; <see langword="null"/> for the defaults.</param>
    /// <returns>The upright picture. Dispose it to reuse its memory.</returns>
    /// <exception cref="UnsupportedImageException">The bytes are empty, cut short, damaged, or of another format.</exception>
    /// <exception cref="ImageTooLargeException">There are more bytes or pixels than the options allow; nothing was decoded.</exception>
    /// <exception cref="ArgumentException">The preprocessing is impossible.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> encoded, Preprocessing preprocessing, ImageDecoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        options ??= ImageDecoderOptions.Default;
        if (encoded.IsEmpty) throw DecodingErrors.Empty();
        if (encoded.Length > options.MaxEncodedBytes) throw DecodingErrors.TooManyBytes(options.MaxEncodedBytes);
        var format = Signature.Of(encoded);
        if (format == EncodedFormat.Unknown) throw DecodingErrors.UnknownFormat(encoded);
        var image = format switch
        {
            EncodedFormat.Jpeg when options.AllowTurboJpeg => TurboJpegDecoder.TryDecode(encoded, preprocessing, options.MaxPixels),
            EncodedFormat.Png => PngDecoder.TryDecode(encoded, preprocessing, options.MaxPixels),
            _ => null,
        };
        return image ?? SkiaDecoder.Decode(encoded, format, preprocessing, options.MaxPixels);
    }
}
