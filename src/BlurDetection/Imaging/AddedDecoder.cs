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
            Page = options.Page,
            Range = options.Range,
            CancellationToken = limited?.Token ?? cancellationToken,
        };
        try
        {
            return decoder.Decode(encoded, request);
        }
        catch (OperationCanceledException error)
            when (!cancellationToken.IsCancellationRequested && limited is { IsCancellationRequested: true })
        {
            throw DecodingErrors.TooSlow(decoder.Name, options.TimeLimit!.Value, error);
        }
        catch (Exception error) when (error is not (UnsupportedImageException or OperationCanceledException))
        {
            throw DecodingErrors.Unforeseen(decoder.Name, error);
        }
    }
}
