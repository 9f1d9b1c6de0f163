using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>Brings rows of raw formats to floats or to four-byte pixels.</summary>
internal static class RawRows
{
    /// <summary>A declared range of 16-bit values becomes 0 to 255; what lies outside is clipped.</summary>
    public static void FromGray16(ReadOnlySpan<byte> row, double black, double white, Span<float> values)
    {
        var source = MemoryMarshal.Cast<byte, ushort>(row);
        var factor = 255 / (white - black);
        for (var i = 0; i < source.Length; i++) values[i] = (float)Math.Clamp((source[i] - black) * factor, 0, 255);
    }

    /// <summary>A declared range of floats becomes 0 to 255; what lies outside is clipped, and NaN is black.</summary>
    public static void FromFloat(ReadOnlySpan<byte> row, double black, double white, Span<float> values)
    {
        var source = MemoryMarshal.Cast<byte, float>(row);
        var factor = 255 / (white - black);
        for (var i = 0; i < source.Length; i++)
        {
            var value = (float)Math.Clamp((source[i] - black) * factor, 0, 255);
            values[i] = float.IsNaN(value) ? 0 : value;
        }
    }

    /// <summary>A declared range of 8-bit luma becomes 0 to 255.</summary>
    public static void FromLuma(ReadOnlySpan<byte> row, double black, double white, Span<float> values)
    {
        var factor = 255 / (white - black);
        Span<float> table = stackalloc float[256];
        for (var i = 0; i < table.Length; i++) table[i] = (float)Math.Clamp((i - black) * factor, 0, 255);
        for (var i = 0; i < values.Length; i++) values[i] = table[row[i]];
    }

    /// <summary>Adds a fourth byte (255) to three-byte pixels.</summary>
    public static void From24(ReadOnlySpan<byte> row, Span<byte> four)
    {
        int from = 0, to = 0;
        for (; from + 16 <= row.Length; from += 12, to += 16) // four pixels
        {
            var spread = Vector128.Shuffle(Vector128.Create(row.Slice(from, 16)),
                Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255));
            (spread | Vector128.Create(0xFF000000u).AsByte()).CopyTo(four[to..]);
        }
        for (; from + 3 <= row.Length; from += 3, to += 4)
        {
            four[to] = row[from];
            four[to + 1] = row[from + 1];
            four[to + 2] = row[from + 2];
            four[to + 3] = 255;
        }
    }

    /// <summary>Luma and half-size chroma to four-byte red, green, blue (ITU-R BT.601).</summary>
    public static void FromNv12(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> chroma, double black, double white, Span<byte> four)
    {
        var factor = (float)(255 / (white - black));
        // chroma spans 224 steps where luma spans 219, and 255 where it spans 255
        var chromaFactor = (float)(255 / ((white - black) * 224 / 219));
        if (white - black >= 255) chromaFactor = factor;
        for (int x = 0, to = 0; x < four.Length / 4; x++, to += 4)
        {
            var y = (float)(luma[x] - black) * factor;
            var u = (chroma[x & ~1] - 128) * chromaFactor;
            var v = (chroma[x | 1] - 128) * chromaFactor;
            four[to] = Byte(y + 1.402f * v);
            four[to + 1] = Byte(y - 0.344136f * u - 0.714136f * v);
            four[to + 2] = Byte(y + 1.772f * u);
            four[to + 3] = 255;
        }

        static byte Byte(float value) => (byte)Math.Clamp(value + 0.5f, 0f, 255f);
    }
}
