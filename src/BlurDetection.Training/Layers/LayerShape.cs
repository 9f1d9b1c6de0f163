namespace BlurDetection.Training.Layers;

/// <summary>What a layer gives for one image: channels of a plane, or a plain vector.</summary>
/// <param name="Channels">Channels, or the length of the vector.</param>
/// <param name="IsSpatial">True for planes, false for a vector.</param>
/// <param name="Height">Rows; <see langword="null"/> where they depend on the image.</param>
/// <param name="Width">Pixels in a row; <see langword="null"/> where they depend on the image.</param>
public sealed record LayerShape(int Channels, bool IsSpatial, int? Height = null, int? Width = null)
{
    /// <summary>In Keras's order, channels last: "(None, 64, 64, 128)".</summary>
    public override string ToString() =>
        IsSpatial ? $"(None, {Side(Height)}, {Side(Width)}, {Channels})" : $"(None, {Channels})";

    internal static LayerShape Vector(int length) => new(length, IsSpatial: false);

    internal LayerShape RequireSpatial() =>
        IsSpatial ? this : throw new InvalidNetworkException($"needs planes, but its input is a vector {this}.");

    private static string Side(int? side) => side?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "None";
}
