using BlurDetection.Imaging;

namespace BlurDetection.Training.Layers;

/// <summary>The image a network takes: values 0..255, channel by channel.</summary>
/// <param name="Channels">1 (luma) or 3 (red, green, blue).</param>
/// <param name="Height">Fixed rows; <see langword="null"/> for any.</param>
/// <param name="Width">Fixed pixels in a row; <see langword="null"/> for any.</param>
public sealed record NetworkInput(int Channels, int? Height = null, int? Width = null)
{
    /// <summary>The input that fits a way of preprocessing.</summary>
    /// <param name="preprocessing">Fixed size, or any size where it scales the long side.</param>
    public static NetworkInput For(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        return preprocessing.LongSide is null
            ? new NetworkInput(preprocessing.Channels, preprocessing.Height, preprocessing.Width)
            : new NetworkInput(preprocessing.Channels);
    }

    /// <summary>The name of the ONNX input: "luma" or "rgb".</summary>
    internal string OnnxName => Channels == 1 ? "luma" : "rgb";

    internal LayerShape Shape => new(Channels, IsSpatial: true, Height, Width);
}
