using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record StreamSource(Func<CancellationToken, ValueTask<Stream>> Open, string Label) : ImageSource(Label)
{
    public bool LeaveOpen { get; init; }

    internal override async ValueTask<EncodedBytes?> ReadAsync(ImageDecoderOptions options, CancellationToken cancellationToken) =>
        LeaveOpen // the caller's stream is not read behind his back
            ? await ReadToEndAsync(options, cancellationToken).ConfigureAwait(false)
            : await PatientReading.RunAsync(() => ReadToEndAsync(options, cancellationToken), cancellationToken).ConfigureAwait(false);

    private async Task<EncodedBytes> ReadToEndAsync(ImageDecoderOptions options, CancellationToken cancellationToken)
    {
        var stream = await Open(cancellationToken).ConfigureAwait(false);
        try
        {
            return await EncodedBytes.ReadAsync(stream, options.MaxEncodedBytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!LeaveOpen) await stream.DisposeAsync().ConfigureAwait(false);
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
