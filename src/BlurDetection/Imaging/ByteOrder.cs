namespace BlurDetection.Imaging;

/// <summary>Where the colours lie in a four-byte pixel that is read as a little-endian number; alpha, if any, is the
/// highest byte and not premultiplied.</summary>
internal readonly record struct ByteOrder(int Red, int Blue, bool HasAlpha)
{
    public static ByteOrder Rgba { get; } = new(0, 16, true);

    public static ByteOrder Rgbx { get; } = new(0, 16, false);

    public static ByteOrder Bgra { get; } = new(16, 0, true);

    public static ByteOrder Bgrx { get; } = new(16, 0, false);

    public static int Green => 8;
}
