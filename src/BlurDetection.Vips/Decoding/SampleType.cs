using System.Runtime.InteropServices;
using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>The sample types of libvips: their sizes and ranges, and how they become floats.</summary>
internal static class SampleType
{
    public static int SizeOf(Enums.BandFormat type) => type switch
    {
        Enums.BandFormat.Uchar or Enums.BandFormat.Char => 1,
        Enums.BandFormat.Ushort or Enums.BandFormat.Short => 2,
        Enums.BandFormat.Uint or Enums.BandFormat.Int or Enums.BandFormat.Float => 4,
        Enums.BandFormat.Double => 8,
        _ => throw new UnsupportedImageException(
            $"Images of complex numbers ({type}) cannot be classified; save their magnitude."),
    };

    /// <summary>Smallest and largest value; no largest one for floats.</summary>
    public static (double Black, double? White) RangeOf(Enums.BandFormat type) => type switch
    {
        Enums.BandFormat.Uchar => (0, 255),
        Enums.BandFormat.Char => (-128, 127),
        Enums.BandFormat.Ushort => (0, 65535),
        Enums.BandFormat.Short => (-32768, 32767),
        Enums.BandFormat.Uint => (0, uint.MaxValue),
        Enums.BandFormat.Int => (int.MinValue, int.MaxValue),
        _ => (0, null),
    };

    public static void ToFloats(ReadOnlySpan<byte> bytes, Enums.BandFormat type, Span<float> values)
    {
        switch (type)
        {
            case Enums.BandFormat.Uchar: System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(bytes, values); break;
            case Enums.BandFormat.Char: Convert<sbyte>(bytes, values, v => v); break;
            case Enums.BandFormat.Ushort:
                System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(bytes), values); break;
            case Enums.BandFormat.Short: Convert<short>(bytes, values, v => v); break;
            case Enums.BandFormat.Uint: Convert<uint>(bytes, values, v => v); break;
            case Enums.BandFormat.Int: Convert<int>(bytes, values, v => v); break;
            case Enums.BandFormat.Float: MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            case Enums.BandFormat.Double: Convert<double>(bytes, values, v => (float)v); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> convert) where T : unmanaged
    {
        var samples = MemoryMarshal.Cast<byte, T>(bytes);
        for (var i = 0; i < samples.Length; i++) values[i] = convert(samples[i]);
    }
}
