using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record BytesSource(ReadOnlyMemory<byte> Encoded, string Label) : ImageSource(Label)
{
    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        ImageDecoder.Decode(Encoded.Span, preprocessing, options, cancellationToken);
}
