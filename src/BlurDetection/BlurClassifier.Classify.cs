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
        using var lease = _model.Acquire();
        using var scope = Begin("stream");
        try
        {
            using var decoded = ImageDecoder.Decode(image, DecodingFor(_selection), _decoding);
            return scope.Judged(Judge(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(ReadOnlySpan<byte> encoded)
    {
        using var lease = _model.Acquire();
        using var scope = Begin("bytes");
        try
        {
            using var decoded = ImageDecoder.Decode(encoded, DecodingFor(_selection), _decoding);
            return scope.Judged(Judge(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var lease = _model.Acquire();
        using var scope = Begin(path);
        try
        {
            using var decoded = ImageDecoder.DecodeFile(path, DecodingFor(_selection), _decoding);
            return scope.Judged(Judge(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(in PixelBuffer pixels)
    {
        using var lease = _model.Acquire();
        using var scope = Begin("pixels");
        try
        {
            using var decoded = Canonicalizer.Canonicalize(pixels, DecodingFor(_selection));
            return scope.Judged(Judge(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var lease = _model.Acquire();
        using var scope = Begin("image");
        try
        {
            using var decoded = MLImagePixels.Canonicalize(image, DecodingFor(_selection));
            return scope.Judged(Judge(lease, decoded, _selection));
        }
        catch (Exception error) when (scope.Failed(error))
        {
            throw;
        }
    }
}
