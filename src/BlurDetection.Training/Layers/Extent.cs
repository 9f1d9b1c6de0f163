using System.Text.Json.Serialization;

namespace BlurDetection.Training.Layers;

/// <summary>A height and a width in pixels, as kernels, strides and pools have them. In JSON a number for a square, or
/// [height, width].</summary>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Pixels in a row, at least 1.</param>
[JsonConverter(typeof(ExtentJsonConverter))]
public readonly record struct Extent(int Height, int Width)
{
    /// <summary>A square.</summary>
    /// <param name="side">Height and width.</param>
    public static implicit operator Extent(int side) => new(side, side);

    /// <summary>A height and a width.</summary>
    /// <param name="extent">Height first.</param>
    public static implicit operator Extent((int Height, int Width) extent) => new(extent.Height, extent.Width);

    internal long[] ToArray() => [Height, Width];

    internal void RequirePositive(string option)
    {
        if (Height < 1 || Width < 1) throw new InvalidNetworkException($"{option} is {Height}x{Width}; both must be at least 1.");
    }
}
