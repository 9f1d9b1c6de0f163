using BlurDetection.Imaging;

namespace BlurDetection.Pipeline;

/// <summary>Lengths of the pixel vector. ML.NET's ONNX step wants a length that is known beforehand, and a mapping's length is part of its
/// type, so there are a few.</summary>
internal static class PixelCapacity
{
    /// <summary>128 x 128 x 3: the notebook's input.</summary>
    public const int Small = 128 * 128 * 3;

    /// <summary>960 x 960: the default model's luma.</summary>
    public const int Medium = 960 * 960;

    /// <summary>1920 x 1920, or three channels of 1108 x 1108.</summary>
    public const int Large = 1920 * 1920;

    /// <summary>The smallest that holds any image under this preprocessing.</summary>
    /// <exception cref="InvalidModelException">There is none.</exception>
    public static int For(Preprocessing preprocessing)
    {
        var (width, height) = preprocessing.LongSide is { } side ? (side, side) : (preprocessing.Width!.Value, preprocessing.Height!.Value);
        return ((long)preprocessing.Channels * width * height) switch
        {
            <= Small => Small,
            <= Medium => Medium,
            <= Large => Large,
            var needed => throw new InvalidModelException(
                $"An ML.NET pipeline has room for {Large} values an image; this model takes up to {needed}. Use BlurClassifier for it."),
        };
    }
}
