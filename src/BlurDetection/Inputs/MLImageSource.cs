using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Inputs;

internal sealed record MLImageSource(MLImage Image, string Label) : ImageSource(Label)
{
    internal override DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken) =>
        MLImagePixels.Preprocess(Image, preprocessing);
}
