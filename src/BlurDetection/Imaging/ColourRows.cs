using System.Numerics;
using System.Runtime.InteropServices;

namespace BlurDetection.Imaging;

/// <summary>Splits rows of four-byte pixels into planes of floats: luma by ITU-R BT.601, or red, green, blue; alpha is
/// composited on white.</summary>
internal static class ColourRows
{
    internal const float RedShare = 0.299f;
    internal const float GreenShare = 0.587f;
    internal const float BlueShare = 0.114f;

    /// <summary>Luma of one row.</summary>
    public static void ToLuma(ReadOnlySpan<byte> row, ByteOrder order, Span<float> luma)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row);
        luma = luma[..pixels.Length];
        var i = 0;
        for (; i + Vector<uint>.Count <= pixels.Length; i += Vector<uint>.Count)
        {
            var four = new Vector<uint>(pixels[i..]);
            var value = Byte(four, order.Red) * RedShare + Byte(four, ByteOrder.Green) * GreenShare + Byte(four, order.Blue) * BlueShare;
            OnWhite(value, four, order).CopyTo(luma[i..]);
        }
        for (; i < pixels.Length; i++)
        {
            var four = pixels[i];
            var value = Byte(four, order.Red) * RedShare + Byte(four, ByteOrder.Green) * GreenShare + Byte(four, order.Blue) * BlueShare;
            luma[i] = OnWhite(value, four, order);
        }
    }

    /// <summary>Luma of one row of planes.</summary>
    public static void ToLuma(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<float> luma)
    {
        var i = 0;
        for (; i <= luma.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (RedShare * new Vector<float>(red[i..]) + GreenShare * new Vector<float>(green[i..]) + BlueShare * new Vector<float>(blue[i..]))
                .CopyTo(luma[i..]);
        }
        for (; i < luma.Length; i++) luma[i] = RedShare * red[i] + GreenShare * green[i] + BlueShare * blue[i];
    }

    /// <summary>One colour of one row; <paramref name="shift"/> is its place in <paramref name="order"/>.</summary>
    public static void ToPlane(ReadOnlySpan<byte> row, ByteOrder order, int shift, Span<float> plane)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row);
        plane = plane[..pixels.Length];
        var i = 0;
        for (; i + Vector<uint>.Count <= pixels.Length; i += Vector<uint>.Count)
        {
            var four = new Vector<uint>(pixels[i..]);
            OnWhite(Byte(four, shift), four, order).CopyTo(plane[i..]);
        }
        for (; i < pixels.Length; i++) plane[i] = OnWhite(Byte(pixels[i], shift), pixels[i], order);
    }

    private static Vector<float> Byte(Vector<uint> pixels, int shift) =>
        Vector.ConvertToSingle(Vector.AsVectorInt32((pixels >> shift) & new Vector<uint>(255u)));

    private static float Byte(uint pixel, int shift) => (pixel >> shift) & 255;

    private static Vector<float> OnWhite(Vector<float> value, Vector<uint> pixels, ByteOrder order) => order.HasAlpha
        ? new Vector<float>(255f) - (new Vector<float>(255f) - value) * (Byte(pixels, 24) / new Vector<float>(255f))
        : value;

    private static float OnWhite(float value, uint pixel, ByteOrder order) => order.HasAlpha
        ? 255f - (255f - value) * (Byte(pixel, 24) / 255f)
        : value;
}
