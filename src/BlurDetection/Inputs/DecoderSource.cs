using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

/// <summary>An image that is decoded by whoever made the source, for instance a tile of a scene.</summary>
internal sealed record DecoderSource(Func<Preprocessing, DecodedImage> Decoder, string Label) : ImageSource(Label)
{
    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        Decoder(preprocessing);
}
