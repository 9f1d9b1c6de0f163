using System.Text;

namespace BlurDetection.Imaging;

/// <summary>One image file directory of a TIFF or BigTIFF structure, read without a decoder (TIFF 6.0, section 2).</summary>
internal readonly ref struct TiffDirectory
{
    public const int SubfileType = 254, Compression = 259, Photometric = 262, SubDirectories = 330, DngVersion = 50706;
    private const int ColourFilterArray = 32803, LinearRaw = 34892;
    private const int MostDirectories = 4096, MostEntries = 4096, PieceBytes = 2048;

    private readonly TiffBytes _bytes;
    private readonly long _entries;
    private readonly int _count;

    private TiffDirectory(TiffBytes bytes, long entries, int count)
    {
        _bytes = bytes;
        (_entries, _count) = (entries, count);
    }

    private int EntrySize => _bytes.IsBig ? 20 : 12;

    /// <summary>Whether a TIFF structure holds a camera's raw data: a colour filter array, linear raw, DNG, or a maker's
    /// own compression.</summary>
    public static bool IsCameraRaw(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length > 10 && tiff.Slice(8, 2).SequenceEqual("CR"u8)) return true; // CR2 names itself behind the header
        var bytes = new TiffBytes(tiff);
        Span<long> found = stackalloc long[8];
        foreach (var at in All(bytes, most: 32))
        {
            if (!TryRead(bytes, at, out var directory, out _)) continue;
            if (directory.IsRaw()) return true;
            var inner = directory.Values(SubDirectories, found);
            for (var i = 0; i < inner; i++)
                if (TryRead(bytes, found[i], out var sub, out _) && sub.IsRaw()) return true;
        }
        return false;
    }

    /// <summary>Where the directories of a file lie, in their order; a chain that runs in a circle ends.</summary>
    public static IReadOnlyList<long> All(TiffBytes bytes, int most = MostDirectories)
    {
        var all = new List<long>();
        var known = new HashSet<long>();
        for (var at = bytes.First; all.Count < most && known.Add(at) && TryRead(bytes, at, out _, out var next); at = next) all.Add(at);
        return all;
    }

    /// <summary>Reads a directory; false where it does not lie inside the file.</summary>
    public static bool TryRead(TiffBytes bytes, long at, out TiffDirectory directory, out long next)
    {
        directory = default;
        next = 0;
        var header = bytes.IsBig ? 8 : 2;
        if (at < 8 || !bytes.Holds(at, header)) return false;
        var count = bytes.IsBig ? bytes.Int64(at) : bytes.UInt16(at);
        if (count is < 1 or > MostEntries) return false;
        var end = at + header + count * (bytes.IsBig ? 20 : 12);
        if (!bytes.Holds(at, end - at)) return false;
        directory = new TiffDirectory(bytes, at + header, (int)count);
        if (bytes.Holds(end, bytes.IsBig ? 8 : 4)) next = bytes.IsBig ? bytes.Int64(end) : bytes.UInt32(end);
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
        if (!TryFind(tag, out var type, out var count, out var at)) return 0;
        if (type is not (1 or 3 or 4 or 7 or 13 or 16 or 18)) return 0;
        var wanted = (int)Math.Min(count, values.Length);
        var width = WidthOf(type);
        Span<byte> piece = stackalloc byte[PieceBytes]; // a scene has a number for each of its thousands of tiles
        for (int v = 0, few = PieceBytes / width; v < wanted; v += few)
        {
            var bytes = piece[..(Math.Min(few, wanted - v) * width)];
            _bytes.Read(at + (long)v * width, bytes);
            for (var i = 0; i * width < bytes.Length; i++) values[v + i] = _bytes.Number(bytes.Slice(i * width, width));
        }
        return wanted;
    }

    /// <summary>How many values a tag has; 0 where it is absent.</summary>
    public long Count(int tag) => TryFind(tag, out _, out var count, out _) ? count : 0;

    /// <summary>The numbers of a tag, whole or real, at most <paramref name="most"/>; empty where it is absent.</summary>
    public double[] Numbers(int tag, int most = 16)
    {
        if (!TryFind(tag, out var type, out var count, out var at)) return [];
        var numbers = new double[(int)Math.Min(count, most)];
        for (var v = 0; v < numbers.Length; v++)
        {
            numbers[v] = type switch
            {
                1 or 7 => _bytes.Byte(at + v),
                3 => _bytes.UInt16(at + 2 * v),
                4 or 13 => _bytes.UInt32(at + 4 * v),
                6 => (sbyte)_bytes.Byte(at + v),
                8 => (short)_bytes.UInt16(at + 2 * v),
                9 => (int)_bytes.UInt32(at + 4 * v),
                11 => BitConverter.UInt32BitsToSingle(_bytes.UInt32(at + 4 * v)),
                12 => BitConverter.Int64BitsToDouble(_bytes.Int64(at + 8 * v)),
                _ => _bytes.Int64(at + 8 * v),
            };
        }
        return numbers;
    }

    /// <summary>Where the bytes of a tag lie that holds a block of them; null where it is absent.</summary>
    public (long Offset, long Length)? Place(int tag) =>
        TryFind(tag, out var type, out var count, out var at) && type == 7 ? (at, count) : null;

    /// <summary>The text of a tag; null where it is absent.</summary>
    public string? Text(int tag)
    {
        if (!TryFind(tag, out var type, out var count, out var at) || type != 2) return null;
        var text = new byte[(int)Math.Min(count, 1 << 16)];
        _bytes.Read(at, text);
        return Encoding.UTF8.GetString(text).TrimEnd('\0');
    }

    private static int WidthOf(int type) =>
        type switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 12 or 16 or 17 or 18 => 8, _ => 0 };

    private bool TryFind(int tag, out int type, out long count, out long at)
    {
        for (var i = 0; i < _count; i++)
        {
            at = _entries + (long)i * EntrySize;
            if (_bytes.UInt16(at) != tag) continue;
            type = _bytes.UInt16(at + 2);
            count = _bytes.IsBig ? _bytes.Int64(at + 4) : _bytes.UInt32(at + 4);
            var width = WidthOf(type);
            if (width == 0 || count < 1 || count > _bytes.Length) break;
            at += _bytes.IsBig ? 12 : 8;
            if (count * width > (_bytes.IsBig ? 8 : 4)) at = _bytes.IsBig ? _bytes.Int64(at) : _bytes.UInt32(at);
            return _bytes.Holds(at, count * width);
        }
        (type, count, at) = (0, 0, 0);
        return false;
    }

    // 34713 Nikon, 32767 Sony, 65535 Pentax.
    private bool IsRaw() =>
        Value(Photometric) is ColourFilterArray or LinearRaw || Value(DngVersion) is not null
            || Value(Compression) is 34713 or 32767 or 65535;
}
