using System.Buffers.Binary;
using BlurDetection.Imaging;

namespace BlurDetection.Vips.Decoding;

/// <summary>Tells libvips of some planes of a TIFF as if each were a grey page of its own.</summary>
/// <remarks>libvips 8.18.7 scrambles planes of what is not RGB, without an error, and reads none in tiles.</remarks>
internal sealed class PlaneDirectories
{
    private const int BitsPerSample = 258, Photometric = 262, StripOffsets = 273, SamplesPerPixel = 277, StripCounts = 279,
        PlanarConfiguration = 284, TileOffsets = 324, TileCounts = 325, ExtraSamples = 338, SampleFormat = 339;
    private const int Rgb = 2, BlackIsZero = 1, Interleaved = 1, Short = 3;

    private readonly bool _little, _big;

    private PlaneDirectories(bool little, bool big, int headerSize) => (_little, _big, Header) = (little, big, new byte[headerSize]);

    /// <summary>The file's first bytes, which lead to the new directories.</summary>
    public byte[] Header { get; }

    /// <summary>Where the new directories lie: behind the file.</summary>
    public long Offset { get; private init; }

    /// <summary>The new directories, one a plane.</summary>
    public byte[] Directories { get; private set; } = [];

    /// <summary>How many planes become pages.</summary>
    public int Count { get; private init; }

    private int EntrySize => _big ? 20 : 12;

    private int InlineSize => _big ? 8 : 4;

    /// <summary>Makes directories.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="at">Where the directory of its image lies, which was read before.</param>
    /// <param name="planes">Which planes become pages, in this order.</param>
    public static PlaneDirectories Of(TiffBytes tiff, long at, IReadOnlyList<int> planes)
    {
        var made = new PlaneDirectories(tiff.IsLittleEndian, tiff.IsBig, tiff.IsBig ? 16 : 8) 
        {
            Offset = (tiff.Length + 15) / 16 * 16,
            Count = planes.Count,
        };
        tiff.Read(0, made.Header);
        made.PutOffset(made.Header.AsSpan(tiff.IsBig ? 8 : 4), made.Offset);
        var count = tiff.IsBig ? (int)tiff.Int64(at) : tiff.UInt16(at);
        TiffDirectory.TryRead(tiff, at, out var directory, out _);
        var samples = (int)(directory.Value(SamplesPerPixel) ?? 1);
        var all = new List<byte>();
        for (var i = 0; i < planes.Count; i++)
        {
            var entries = made.Entries(tiff, at + (tiff.IsBig ? 8 : 2), count, samples, planes[i]);
            var start = all.Count;
            all.AddRange(new byte[tiff.IsBig ? 8 : 2]);
            all.AddRange(entries);
            all.AddRange(new byte[tiff.IsBig ? 8 : 4]);
            var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[start..];
            if (tiff.IsBig) made.PutOffset(bytes, entries.Count / made.EntrySize);
            else made.PutShort(bytes, entries.Count / made.EntrySize);
            if (i + 1 < planes.Count) made.PutOffset(bytes[^made.InlineSize..], made.Offset + all.Count);
        }
        made.Directories = [.. all];
        return made;
    }

    /// <summary>The whole file with its new directories.</summary>
    public byte[] Apply(ReadOnlySpan<byte> tiff)
    {
        var file = new byte[Offset + Directories.Length];
        tiff.CopyTo(file);
        Header.CopyTo(file, 0);
        Directories.CopyTo(file, Offset);
        return file;
    }

    private List<byte> Entries(TiffBytes tiff, long at, int count, int samples, int plane)
    {
        var entries = new List<byte>();
        for (var i = 0; i < count; i++, at += EntrySize)
        {
            var entry = new byte[EntrySize];
            tiff.Read(at, entry);
            switch (tiff.UInt16(at))
            {
                case ExtraSamples: continue;
                case SamplesPerPixel: PutOne(entry, Short, 1); break;
                case PlanarConfiguration: PutOne(entry, Short, Interleaved); break;
                case Photometric when tiff.UInt16(at + EntrySize - InlineSize) == Rgb: PutOne(entry, Short, BlackIsZero); break;
                case BitsPerSample or SampleFormat: TakeShare(tiff, at, entry, samples, plane, each: true); break;
                case StripOffsets or StripCounts or TileOffsets or TileCounts:
                    TakeShare(tiff, at, entry, samples, plane, each: false);
                    break;
            }
            entries.AddRange(entry);
        }
        return entries;
    }

    /// <summary>Keeps of values that lie plane after plane those of one.</summary>
    private void TakeShare(TiffBytes tiff, long at, Span<byte> entry, int samples, int plane, bool each)
    {
        var width = tiff.UInt16(at + 2) switch { 3 => 2, 4 => 4, _ => 8 };
        var all = _big ? tiff.Int64(at + 4) : tiff.UInt32(at + 4);
        var share = all / samples;
        if (share < 1 || each && share != 1) return; // damaged, or one value for all samples
        long place = at + EntrySize - InlineSize, from = plane * share * width;
        if (all * width > InlineSize) place = _big ? tiff.Int64(place) : tiff.UInt32(place);
        if (!tiff.Holds(place, all * width)) return;
        PutOffset(entry[4..], share);
        var value = entry[^InlineSize..];
        value.Clear();
        if (share * width > InlineSize) PutOffset(value, place + from);
        else tiff.Read(place + from, value[..(int)(share * width)]);
    }

    private void PutOne(Span<byte> entry, int type, int value)
    {
        entry[2..].Clear();
        PutShort(entry[2..], type);
        PutOffset(entry[4..], 1);
        PutShort(entry[^InlineSize..], value);
    }

    private void PutShort(Span<byte> at, int value)
    {
        if (_little) BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value);
        else BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)value);
    }

    private void PutOffset(Span<byte> at, long value)
    {
        if (_big && _little) BinaryPrimitives.WriteInt64LittleEndian(at, value);
        else if (_big) BinaryPrimitives.WriteInt64BigEndian(at, value);
        else if (_little) BinaryPrimitives.WriteUInt32LittleEndian(at, (uint)value);
        else BinaryPrimitives.WriteUInt32BigEndian(at, (uint)value);
    }
}
