using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>One image file directory of a TIFF or BigTIFF structure, read without a decoder (TIFF 6.0, section 2).</summary>
internal readonly ref struct TiffDirectory
{
    private const int CompressionTag = 259, PhotometricTag = 262, SubDirectoriesTag = 330, DngVersionTag = 50706;
    private const int ColourFilterArray = 32803, LinearRaw = 34892;
    private const int MostDirectories = 32, MostEntries = 4096;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _little, _big;
    private readonly long _entries;
    private readonly int _count;

    private TiffDirectory(ReadOnlySpan<byte> tiff, bool little, bool big, long entries, int count)
    {
        _tiff = tiff;
        (_little, _big, _entries, _count) = (little, big, entries, count);
    }

    /// <summary>Whether a TIFF structure holds a camera's raw data: a colour filter array, linear raw, DNG, or a maker's own compression.</summary>
    public static bool IsCameraRaw(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length > 10 && tiff.Slice(8, 2).SequenceEqual("CR"u8)) return true; // CR2 names itself behind the header
        Span<long> found = stackalloc long[8];
        var seen = 0;
        for (var at = First(tiff); at > 0 && seen < MostDirectories && TryRead(tiff, at, out var directory, out var next); at = next, seen++)
        {
            if (directory.IsRaw()) return true;
            var inner = directory.Values(SubDirectoriesTag, found);
            for (var i = 0; i < inner; i++)
                if (TryRead(tiff, found[i], out var sub, out _) && sub.IsRaw()) return true;
        }
        return false;
    }

    /// <summary>Where the first directory lies; 0 where the header is broken.</summary>
    public static long First(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 0;
        var little = tiff[0] == 'I';
        if (!IsBig(tiff)) return UInt32(tiff, 4, little);
        return tiff.Length < 16 ? 0 : Int64(tiff, 8, little);
    }

    /// <summary>Reads a directory; false where it does not lie inside the file.</summary>
    public static bool TryRead(ReadOnlySpan<byte> tiff, long at, out TiffDirectory directory, out long next)
    {
        directory = default;
        next = 0;
        if (tiff.Length < 8) return false;
        var (little, big) = (tiff[0] == 'I', IsBig(tiff));
        var header = big ? 8 : 2;
        if (at < 8 || at > tiff.Length - header) return false;
        var count = big ? Int64(tiff, at, little) : UInt16(tiff, at, little);
        var size = big ? 20 : 12;
        if (count is < 1 or > MostEntries || at + header + count * size > tiff.Length) return false;
        directory = new TiffDirectory(tiff, little, big, at + header, (int)count);
        var end = at + header + count * size;
        if (end + (big ? 8 : 4) <= tiff.Length) next = big ? Int64(tiff, end, little) : UInt32(tiff, end, little);
        return true;
    }

    /// <summary>The first value of a tag, as a whole number; null where it is absent or of another type.</summary>
    public long? Value(int tag)
    {
        Span<long> one = stackalloc long[1];
        return Values(tag, one) > 0 ? one[0] : null;
    }

    /// <summary>The whole numbers of a tag, as many as there is room for.</summary>
    /// <returns>How many were written.</returns>
    public int Values(int tag, Span<long> values)
    {
        var size = _big ? 20 : 12;
        for (var i = 0; i < _count; i++)
        {
            var at = _entries + i * size;
            if (UInt16(_tiff, at, _little) != tag) continue;
            var type = UInt16(_tiff, at + 2, _little);
            var width = type switch { 1 or 7 => 1, 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => 0 };
            var count = _big ? Int64(_tiff, at + 4, _little) : UInt32(_tiff, at + 4, _little);
            if (width == 0 || count < 1) return 0;
            var field = at + (_big ? 12 : 8);
            if (count > (_big ? 8 : 4) / width) field = _big ? Int64(_tiff, field, _little) : UInt32(_tiff, field, _little);
            var wanted = (int)Math.Min(count, values.Length);
            if (field < 0 || field > _tiff.Length - (long)wanted * width) return 0;
            for (var v = 0; v < wanted; v++)
                values[v] = width switch
                {
                    1 => _tiff[(int)(field + v)],
                    2 => UInt16(_tiff, field + 2 * v, _little),
                    4 => UInt32(_tiff, field + 4 * v, _little),
                    _ => Int64(_tiff, field + 8 * v, _little),
                };
            return wanted;
        }
        return 0;
    }

    private static bool IsBig(ReadOnlySpan<byte> tiff) => tiff[tiff[0] == 'I' ? 2 : 3] == 0x2B;

    // 34713 Nikon, 32767 Sony, 34892 lossy DNG, 65535 Pentax.
    private bool IsRaw() => Value(PhotometricTag) is ColourFilterArray or LinearRaw || Value(DngVersionTag) is not null || Value(CompressionTag) is 34713 or 32767 or 65535;

    private static ushort UInt16(ReadOnlySpan<byte> tiff, long at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[(int)at..]);

    private static uint UInt32(ReadOnlySpan<byte> tiff, long at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[(int)at..]);

    private static long Int64(ReadOnlySpan<byte> tiff, long at, bool little) =>
        little ? BinaryPrimitives.ReadInt64LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadInt64BigEndian(tiff[(int)at..]);
}
