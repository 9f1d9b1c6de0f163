using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record StreamSource(Func<CancellationToken, ValueTask<Stream>> Open, string Label) : ImageSource(Label)
{
    public bool LeaveOpen { get; init; }

    internal override async ValueTask<EncodedBytes?> ReadAsync(ImageDecoderOptions options, CancellationToken cancellationToken)
    {
        var opening = Open(cancellationToken).AsTask();
        Stream stream;
        try
        {
            stream = await opening.WaitAsync(cancellationToken).ConfigureAwait(false); // an open that ignores the token delays nobody
        }
        catch (OperationCanceledException) when (!opening.IsCompleted)
        {
            if (!LeaveOpen) _ = DisposeWhenOpenAsync(opening);
            throw;
        }
        try
        {
            return await EncodedBytes.ReadAsync(stream, options.MaxEncodedBytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!LeaveOpen) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task DisposeWhenOpenAsync(Task<Stream> opening)
    {
        try
        {
            await (await opening.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody waits for it any more.
        }
    }

    internal override EncodedBytes Read(ImageDecoderOptions options)
    {
        var opening = Open(CancellationToken.None);
        var stream = opening.IsCompletedSuccessfully ? opening.Result : opening.AsTask().GetAwaiter().GetResult();
        try
        {
            return EncodedBytes.Read(stream, options.MaxEncodedBytes);
        }
        finally
        {
            if (!LeaveOpen) stream.Dispose();
        }
    }

    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        ImageDecoder.Decode(read!.Span, preprocessing, options, cancellationToken);
}
