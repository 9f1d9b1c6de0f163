namespace BlurDetection.Imaging;

/// <summary>Runs a decoder of the options under the core's limits.</summary>
internal static class AddedDecoder
{
    public static DecodedImage Decode(
        IImageDecoder decoder, ReadOnlySpan<byte> encoded, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken)
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
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested && limited is { IsCancellationRequested: true })
        {
            throw DecodingErrors.TooSlow(decoder.Name, options.TimeLimit!.Value, error);
        }
    }
}
