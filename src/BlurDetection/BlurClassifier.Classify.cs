using BlurDetection.Imaging;

namespace BlurDetection;

public sealed partial class BlurClassifier
{
    /// <inheritdoc/>
    public BlurPrediction Classify(Stream image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var lease = _model.Acquire();
        using var decoded = ImageDecoder.Decode(image, _preprocessing, _decoding);
        return Judge(lease, decoded);
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(ReadOnlySpan<byte> encoded)
    {
        using var lease = _model.Acquire();
        using var decoded = ImageDecoder.Decode(encoded, _preprocessing, _decoding);
        return Judge(lease, decoded);
    }

    /// <inheritdoc/>
    public BlurPrediction Classify(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var lease = _model.Acquire();
        using var decoded = ImageDecoder.DecodeFile(path, _preprocessing, _decoding);
        return Judge(lease, decoded);
    }
}
