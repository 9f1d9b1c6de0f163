using System.Buffers.Binary;

namespace BlurDetection.Dicom.Reading;

/// <summary>Recognises DICOM by its content.</summary>
internal static class DicomSignature
{
    private const int Preamble = 128, MaxFirstValue = 4096;

    private static ReadOnlySpan<byte> Prefix => "DICM"u8;

    /// <summary>Where the first data element lies; null where the bytes are not DICOM.</summary>
    /// <remarks>Files without preamble begin with "DICM", or at once with an element of group 0002 or 0008, whose header must be a sound
    /// one and be followed by another.</remarks>
    public static int? FirstElement(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Preamble + Prefix.Length && bytes[Preamble..].StartsWith(Prefix)) return Preamble + Prefix.Length;
        if (bytes.StartsWith(Prefix)) return Prefix.Length;
        return BeginsWithElements(bytes, bigEndian: false) || BeginsWithElements(bytes, bigEndian: true) ? 0 : null;
    }

    private static bool BeginsWithElements(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        if (ReadHeader(bytes, bigEndian) is not var (first, next) || first >> 16 is not (2 or 8)) return false;
        return ReadHeader(bytes[next..], bigEndian) is var (second, _) && second > first && second >> 16 <= 0x10;
    }

    private static (uint Tag, int Next)? ReadHeader(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        if (bytes.Length < 8) return null;
        var tag = (uint)UInt16(bytes) << 16 | UInt16(bytes[2..]);
        var vr = Vr.Of(bytes[4], bytes[5]);
        var (header, length) = (8, 0L);
        if (!Vr.IsKnown(vr)) length = bigEndian ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]); // big endian is explicit
        else if (!Vr.HasLongLength(vr)) length = UInt16(bytes[6..]);
        else return null; // no value this long stands at the beginning
        return length is >= 0 and <= MaxFirstValue && header + length <= bytes.Length ? (tag, header + (int)length) : null;

        ushort UInt16(ReadOnlySpan<byte> at) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at)
            : BinaryPrimitives.ReadUInt16LittleEndian(at);
    }
}
