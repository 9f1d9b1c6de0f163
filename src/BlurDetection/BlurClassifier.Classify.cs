using BlurDetection.Imaging;
using BlurDetection.Inputs;
using Microsoft.ML.Data;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    /// <inheritdoc/>
    public BlurPrediction Classify(Stream image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Classify(image, "stream", stream => ImageDecoder.Decode(stream, DecodingFor(_selection), _decoding));
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(ReadOnlySpan<byte> encoded) =>
        Classify(encoded, "bytes", bytes => ImageDecoder.Decode(bytes, DecodingFor(_selection), _decoding));

    /// <inheritdoc/>
    public BlurPrediction Classify(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Classify(path, path, file => ImageDecoder.DecodeFile(file, DecodingFor(_selection), _decoding));
    }

    /// <inheritdoc cref="IBlurClassifier.Classify(in PixelBuffer)"/>
    public BlurPrediction Classify(in PixelBuffer pixels) =>
        Classify(pixels, "pixels", buffer => ImagePreprocessor.Preprocess(buffer, DecodingFor(_selection)));

    /// <inheritdoc/>
    public BlurPrediction Classify(MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Classify(image, "image", pixels => MLImagePixels.Preprocess(pixels, DecodingFor(_selection)));
    }

    private BlurPrediction Classify<TInput>(TInput input, string name, Func<TInput, DecodedImage> decode)
        where TInput : allows ref struct
    {
        using var lease = _model.Acquire();
        using var scope = Begin(name);
        try
        {
            using DecodedImage decoded = decode(input);
            return scope.Classified(Predict(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }
}
