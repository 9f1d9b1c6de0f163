using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>The colours of a palette image (PS3.3, C.7.6.3.1.5 and C.7.9).</summary>
internal sealed class Palette(LookupTable red, LookupTable green, LookupTable blue)
{
    private const int Opaque = 255;
    private readonly byte[][] _colours = [Bytes(red), Bytes(green), Bytes(blue)];
    private readonly int[] _first = [red.First, green.First, blue.First];

    /// <exception cref="UnsupportedImageException">A table is missing or damaged.</exception>
    public static Palette Read(DataSet set, bool signedInput) =>
        new(Table(set, 0, signedInput), Table(set, 1, signedInput), Table(set, 2, signedInput));

    /// <summary>The colour of an index, as red, green and blue.</summary>
    public (byte Red, byte Green, byte Blue) this[int index] => (At(0, index), At(1, index), At(2, index));

    private byte At(int colour, int index) =>
        _colours[colour][(int)Math.Clamp((long)index - _first[colour], 0, _colours[colour].Length - 1)];

    private static LookupTable Table(DataSet set, uint colour, bool signedInput)
    {
        var (descriptor, data, segments) =
            (Tags.RedPaletteDescriptor + colour, Tags.RedPaletteData + colour, Tags.RedPaletteSegments + colour);
        if (set.Has(data)) return LookupTable.Read(set, descriptor, data, signedInput);
        if (!set.Has(segments)) throw DicomErrors.Missing(data, "the data of a palette");
        var (count, first, bits) = LookupTable.Descriptor(set, descriptor, signedInput);
        return new LookupTable(first, bits, SegmentedPalette.Expand(set, segments, count, bits <= 8));
    }

    // Some writers say 16 bits and store 8.
    private static byte[] Bytes(LookupTable table)
    {
        var bits = table.Bits > 8 && table.Entries.Max() <= Opaque ? 8 : table.Bits;
        return [.. table.Entries.Select(entry => (byte)Math.Min(Opaque, Opaque * (long)entry / ((1 << bits) - 1)))];
    }
}
