using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record FileSource(string Path) : ImageSource(Path)
{
    internal override async ValueTask<EncodedBytes?> ReadAsync(ImageDecoderOptions options, CancellationToken cancellation)
    {
        await using var file = Open(FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await EncodedBytes.ReadAsync(file, options.MaxEncodedBytes, cancellation).ConfigureAwait(false);
    }

    internal override EncodedBytes Read(ImageDecoderOptions options)
    {
        using var file = Open(FileOptions.SequentialScan);
        return EncodedBytes.Read(file, options.MaxEncodedBytes);
    }

    internal override DecodedImage Decode(EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellation) =>
        ImageDecoder.Decode(read!.Span, preprocessing, options, cancellation);

    private FileStream Open(FileOptions options) => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, options);
}
