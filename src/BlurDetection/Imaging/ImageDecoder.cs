namespace BlurDetection.Imaging;

/// <summary>Decodes JPEG, PNG, WebP, BMP and GIF (the first frame), and what the decoders of the options take, to what a
/// network takes.</summary>
/// <remarks>
/// The Exif orientation is applied, transparency composited on white, colour profiles left alone, 8-bit grey taken as it is.
/// JPEG is decoded at the smallest of its own scales (1/8, 1/4, 1/2, 1) that is not below the size asked for; the rest is
/// the preprocessing's kernel.
/// The same bytes give the same values, whatever the thread. Thread-safe.
/// </remarks>
public static partial class ImageDecoder
{
    /// <summary>Decodes the bytes of an image file.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <param name="options">Limits and choices; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the decoders of the options; the built-in ones are not interrupted.</param>
    /// <returns>The upright image. Dispose it to reuse its memory.</returns>
    /// <exception cref="UnsupportedImageException">The bytes are empty, cut short, damaged, or of another format.</exception>
    /// <exception cref="ImageTooLargeException">There are more bytes or pixels than the options allow; nothing was decoded.</exception>
    /// <exception cref="ImageDecodingTimeoutException">A decoder of the options took longer than
    /// <see cref="ImageDecoderOptions.TimeLimit"/>.</exception>
    /// <exception cref="ArgumentException">The preprocessing is impossible.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DecodedImage Decode(
        ReadOnlySpan<byte> encoded, Preprocessing preprocessing, ImageDecoderOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        options ??= ImageDecoderOptions.Default;
        if (encoded.IsEmpty) throw DecodingErrors.Empty();
        if (encoded.Length > options.MaxEncodedBytes) throw DecodingErrors.TooManyBytes(options.MaxEncodedBytes);
        ResizeSpec.Of(preprocessing, 1, 1); // the caller's mistake, not the image's
        foreach (var decoder in options.Decoders)
            if (AddedDecoder.CanDecode(decoder, encoded))
                return AddedDecoder.Decode(decoder, encoded, preprocessing, options, cancellationToken);

        var format = ImageFormatDetector.Detect(encoded);
        try
        {
            return Decode(encoded, format, preprocessing, options);
        }
        catch (Exception error) when (error is not UnsupportedImageException)
        {
            throw DecodingErrors.Unforeseen(format.ToString(), error); // one image must never cost its neighbours
        }
    }

    private static DecodedImage Decode(
        ReadOnlySpan<byte> encoded, ImageFormat format, Preprocessing preprocessing, ImageDecoderOptions options)
    {
        if (format is not (ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP or ImageFormat.Bmp or ImageFormat.Gif))
            throw DecodingErrors.NotDecoded(encoded, format);
        if (format == ImageFormat.Jpeg && JpegHeader.KindNotDecoded(encoded) is { } kind) throw DecodingErrors.JpegKindNotDecoded(kind);
        DecoderLimits.Check(encoded, format, options);
        if (options.Page > 0) throw DecodingErrors.NoSuchPage(format, options.Page, 1);
        var image = format switch
        {
            ImageFormat.Jpeg => LumaDecoder.TryDecode(encoded, preprocessing)
                ?? (options.AllowTurboJpeg ? TurboJpegDecoder.TryDecode(encoded, preprocessing, options.MaxPixels) : null),
            ImageFormat.Png => PngDecoder.TryDecode(encoded, preprocessing, options.MaxPixels, options.Range),
            _ => null,
        };
        return image ?? SkiaDecoder.Decode(encoded, format, preprocessing, options);
    }
}
