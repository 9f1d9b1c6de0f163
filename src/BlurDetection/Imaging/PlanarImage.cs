namespace BlurDetection.Imaging;

/// <summary>A decoded image as the network takes it: 32-bit floats in 0..255, channel by channel, row by row.</summary>
/// <remarks>One channel is luma (ITU-R BT.601); three are red, green, blue. The layout is that of an ONNX tensor of shape
/// [1, channels, height, width].</remarks>
public sealed class PlanarImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="pixels">At least channels x height x width values in 0..255.</param>
    /// <exception cref="ArgumentException">The array is too short for the size.</exception>
    public PlanarImage(int channels, int height, int width, float[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "1 (luma) or 3 (red, green, blue).");
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.Length < (long)channels * height * width)
            throw new ArgumentException($"{channels}x{height}x{width} needs {(long)channels * height * width} values, not {pixels.Length}.",
                nameof(pixels));
        (Channels, Height, Width, Buffer) = (channels, height, width, pixels);
    }

    /// <summary>1 (luma) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>The values, channels x height x width of them.</summary>
    public Span<float> Pixels => Buffer.AsSpan(0, Channels * Height * Width);

    internal float[] Buffer { get; }
}
