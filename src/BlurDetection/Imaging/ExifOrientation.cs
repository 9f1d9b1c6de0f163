using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>Reads the orientation tag (0x0112) from Exif data, which is a TIFF structure (Exif 2.32, section 4.6).</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>1 to 8; 1 (upright) where the tag is absent or makes no sense.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return 1;
        bool little;
        if (tiff is [(byte)'I', (byte)'I', 0x2A, 0, ..]) little = true;
        else if (tiff is [(byte)'M', (byte)'M', 0, 0x2A, ..]) little = false;
        else return 1;

        var directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2) return 1;
        var entries = UInt16(tiff[(int)directory..], little);
        for (var i = 0; i < entries; i++)
        {
            var at = directory + 2 + 12L * i;
            if (at + 12 > tiff.Length) return 1;
            var entry = tiff.Slice((int)at, 12);
            if (UInt16(entry, little) != OrientationTag) continue;
            if (UInt16(entry[2..], little) != ShortType || UInt32(entry[4..], little) != 1) return 1;
            var value = UInt16(entry[8..], little);
            return value is >= 1 and <= 8 ? value : 1;
        }
        return 1;
    }

    private static ushort UInt16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint UInt32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
