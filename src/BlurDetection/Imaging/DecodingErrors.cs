namespace BlurDetection.Imaging;

/// <summary>The words for pictures that cannot be decoded.</summary>
internal static class DecodingErrors
{
    private const string Supported = "JPEG, PNG, WebP, BMP and GIF are decoded";

    public static UnsupportedImageException Empty() => new("The picture is empty: there are no bytes to decode.");

    public static UnsupportedImageException UnknownFormat(ReadOnlySpan<byte> encoded)
    {
        if (Signature.NameOfUnsupported(encoded) is { } name)
            return new($"The bytes are {name}; {Supported}. Convert the picture to one of these.");
        return new($"The bytes are no picture that can be decoded (they start with {Convert.ToHexString(encoded[..Math.Min(8, encoded.Length)])}); {Supported}.");
    }

    public static UnsupportedImageException CutShort(EncodedFormat format, long length) =>
        new($"The {format} picture is cut short: its {length} bytes end before its last row. Copy or upload the file again.");

    public static UnsupportedImageException Damaged(EncodedFormat format, string detail) =>
        new($"The {format} picture is damaged ({detail}). Copy or upload the file again, or save it anew.");

    public static ImageTooLargeException TooManyPixels(EncodedFormat format, long width, long height, long maxPixels) =>
        new($"The {format} picture has {width}x{height} = {width * height} pixels, more than the {maxPixels} allowed. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxPixels)} if such pictures are expected.");

    public static ImageTooLargeException TooManyBytes(long maxBytes) =>
        new($"The picture has more than the {maxBytes} bytes allowed. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxEncodedBytes)} if such files are expected.");

    /// <summary>The same error, with the file named in front.</summary>
    public static UnsupportedImageException InFile(string path, UnsupportedImageException error) => error is ImageTooLargeException
        ? new ImageTooLargeException($"{path}: {error.Message}")
        : new UnsupportedImageException($"{path}: {error.Message}", error);
}
