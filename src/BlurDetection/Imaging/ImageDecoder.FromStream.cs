namespace BlurDetection.Imaging;

public static partial class ImageDecoder
{
    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, Preprocessing, ImageDecoderOptions?, CancellationToken)"
    /// path="/*[not(self::param[@name='encoded'])]"/>
    /// <param name="encoded">A readable stream; read from its current position to its end, and left open.</param>
    public static DecodedImage Decode(
        Stream encoded, Preprocessing preprocessing, ImageDecoderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        using var bytes = EncodedBytes.Read(encoded, (options ?? ImageDecoderOptions.Default).MaxEncodedBytes);
        return Decode(bytes.Span, preprocessing, options, cancellationToken);
    }

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, Preprocessing, ImageDecoderOptions?, CancellationToken)"/>
    /// <param name="path">The file's path; errors name it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DecodedImage DecodeFile(
        string path, Preprocessing preprocessing, ImageDecoderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Decode(file, preprocessing, options, cancellationToken);
        }
        catch (UnsupportedImageException error)
        {
            throw error.InFile(path);
        }
    }
}
