namespace BlurDetection.Imaging;

/// <summary>Runs a decoder of the options under the core's limits.</summary>
internal static class AddedDecoder
{
    /// <summary>Whether a decoder takes the bytes; one that fails at the question does not.</summary>
    public static bool CanDecode(IImageDecoder decoder, ReadOnlySpan<byte> encoded)
    {
        try
        {
            return decoder.CanDecode(encoded);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public static DecodedImage Decode(
        IImageDecoder decoder, ReadOnlySpan<byte> encoded, Preprocessing preprocessing, ImageDecoderOptions options,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limited = options.TimeLimit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.TimeLimit is { } limit) limited!.CancelAfter(limit);
        var request = new DecodingRequest
        {
            Preprocessing = preprocessing,
            MaxPixels = options.MaxPixels,
            MaxSide = options.MaxSide,
            Page = options.Page,
            Range = options.Range,
            CancellationToken = limited?.Token ?? cancellationToken,
        };
        try
        {
            return Checked(decoder.Decode(encoded, request), decoder.Name, preprocessing);
        }
        catch (OperationCanceledException error)
            when (!cancellationToken.IsCancellationRequested && limited is { IsCancellationRequested: true })
        {
            throw DecodingErrors.TooSlow(decoder.Name, options.TimeLimit!.Value, error);
        }
        // A cancellation that nobody asked for is a failure of the decoder: of a download's own time limit, for instance.
        catch (Exception error) when (error is not UnsupportedImageException
            && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw DecodingErrors.Unforeseen(decoder.Name, error);
        }
    }

    // What comes next takes the array for what was asked for.
    private static DecodedImage Checked(DecodedImage? image, string name, Preprocessing asked)
    {
        if (image is null) throw new InvalidOperationException("it gave no image");
        var pixels = image.Pixels;
        bool fits = pixels.Channels == asked.Channels && (asked.LongSide is { } side
            ? Math.Max(pixels.Width, pixels.Height) <= side : (pixels.Width, pixels.Height) == (asked.Width, asked.Height));
        if (fits) return image;
        image.Dispose();
        throw DecodingErrors.AnotherImage(name, pixels, asked);
    }
}
