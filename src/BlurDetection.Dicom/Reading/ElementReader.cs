using System.Buffers.Binary;

namespace BlurDetection.Dicom.Reading;

/// <summary>Reads the headers of data elements and checks every length against what holds it.</summary>
internal readonly struct ElementReader(ReadOnlyMemory<byte> bytes, bool bigEndian)
{
    private const int ShortHeader = 8, LongHeader = 12;

    public int Length => bytes.Length;

    public bool BigEndian => bigEndian;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public ushort UInt16(int offset) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[offset..])
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[offset..]);

    public uint UInt32(int offset) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[offset..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[offset..]);

    public uint Tag(int offset) => (uint)UInt16(offset) << 16 | UInt16(offset + 2);

    /// <summary>The header at an offset; null where fewer bytes are left than a header takes.</summary>
    /// <exception cref="UnsupportedImageException">The value is longer than what holds it, <paramref name="end"/>; pixel data alone may
    /// be.</exception>
    public Element? Read(int offset, int end, bool explicitVr)
    {
        if (end - offset < ShortHeader) return null;
        var tag = Tag(offset);
        var element = tag >> 16 == 0xFFFE || !explicitVr ? Implicit(tag, offset) : Explicit(tag, offset, end);
        if (!element.IsUndefined && element.Length > (uint)(end - element.Offset) && tag != Tags.PixelData)
            throw DicomErrors.Length(tag, offset, element.Length, end - element.Offset);
        return element;
    }

    private Element Implicit(uint tag, int offset) => new(tag, 0, offset + ShortHeader, UInt32(offset + 4));

    private Element Explicit(uint tag, int offset, int end)
    {
        var span = bytes.Span;
        var (first, second) = (span[offset + 4], span[offset + 5]);
        if (!Vr.IsPlausible(first, second)) return Implicit(tag, offset); // some writers mix implicit elements in
        var vr = Vr.Of(first, second);
        if (!Vr.HasLongLength(vr)) return new Element(tag, vr, offset + ShortHeader, UInt16(offset + 6));
        if (end - offset < LongHeader) throw DicomErrors.Length(tag, offset, LongHeader, end - offset);
        return new Element(tag, vr, offset + LongHeader, UInt32(offset + 8));
    }
}
