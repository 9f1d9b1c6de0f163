using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>A look-up table: of a modality, of values of interest, or one colour of a palette (PS3.3, C.11.1 and C.7.9).</summary>
/// <param name="First">The value that the first entry stands for; smaller ones take it too.</param>
/// <param name="Bits">Bits of an entry.</param>
/// <param name="Entries">The entries.</param>
internal sealed record LookupTable(int First, int Bits, ushort[] Entries)
{
    private const int MaxBits = 16;

    public double Largest => (1 << Bits) - 1;

    public ushort At(double value) => Entries[(int)Math.Clamp(Math.Round(value) - First, 0, Entries.Length - 1)];

    /// <summary>The table of an item; null where the item is missing.</summary>
    /// <exception cref="UnsupportedImageException">Descriptor and data contradict each other.</exception>
    public static LookupTable? Read(DataSet? item, bool signedInput)
    {
        if (item is null || !item.Has(Tags.LutDescriptor)) return null;
        return Read(item, Tags.LutDescriptor, Tags.LutData, signedInput);
    }

    public static LookupTable Read(DataSet set, uint descriptor, uint data, bool signedInput)
    {
        var (count, first, bits) = Descriptor(set, descriptor, signedInput);
        var entries = new ushort[count];
        var bytes = set.Value(data).Span;
        if (bytes.Length >= 2 * count)
            for (var i = 0; i < count; i++) entries[i] = set.UInt16(data, i)!.Value;
        else if (bytes.Length >= count) // entries of 8 bits, packed
            for (var i = 0; i < count; i++) entries[i] = bytes[i];
        else
            throw DicomErrors.Damaged($"look-up table {DicomErrors.Name(data)} has {bytes.Length} bytes for {count} entries");
        return new LookupTable(first, bits, entries);
    }

    /// <summary>Number of entries (0 is written for 65,536), the first value, and bits of an entry.</summary>
    public static (int Count, int First, int Bits) Descriptor(DataSet set, uint tag, bool signedInput)
    {
        if (set.UInt16(tag, 0) is not { } count || set.UInt16(tag, 1) is not { } first || set.UInt16(tag, 2) is not { } bits)
            throw DicomErrors.Missing(tag, "the descriptor of a look-up table");
        if (bits is < 1 or > MaxBits) throw DicomErrors.OutOfRange(tag, "the bits of a look-up table", bits, $"1 to {MaxBits}");
        return (count == 0 ? 1 << MaxBits : count, signedInput ? (short)first : first, bits);
    }
}
