using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record FileSource(string Path) : ImageSource(Path)
{
    internal override ValueTask<EncodedBytes?> ReadAsync(ImageDecoderOptions options, CancellationToken cancellationToken) =>
        PatientReading.RunAsync(() => ReadToEndAsync(options, cancellationToken), cancellationToken);

    private async Task<EncodedBytes> ReadToEndAsync(ImageDecoderOptions options, CancellationToken cancellationToken)
    {
        var file = Open(FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var closing = file.ConfigureAwait(false);
        return await EncodedBytes.ReadAsync(file, options.MaxEncodedBytes, cancellationToken).ConfigureAwait(false);
    }

    internal override EncodedBytes Read(ImageDecoderOptions options)
    {
        using var file = Open(FileOptions.SequentialScan);
        return EncodedBytes.Read(file, options.MaxEncodedBytes);
    }

    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        ImageDecoder.Decode(read!.Span, preprocessing, options, cancellationToken);

    private FileStream Open(FileOptions options) => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, options);
}
