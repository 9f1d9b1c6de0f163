using BlurDetection.Imaging;

namespace BlurDetection.Inputs;

internal sealed record PixelsSource(PixelBuffer Pixels, string Label) : ImageSource(Label)
{
    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        ImagePreprocessor.Preprocess(Pixels, preprocessing);
}
