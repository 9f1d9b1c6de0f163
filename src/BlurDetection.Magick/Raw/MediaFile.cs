using System.Buffers.Binary;

namespace BlurDetection.Magick.Raw;

/// <summary>JPEGs of raw files that are ISO base media files (CR3): samples of tracks, and previews in boxes of the maker's own.</summary>
internal static class MediaFile
{
    private const int MostBoxes = 2000, MostDepth = 8, PreviewHead = 64;

    public static void Find(ReadOnlySpan<byte> file, List<(long Offset, long Length)> found)
    {
        var boxes = 0;
        Walk(file, 0, file.Length, 0, ref boxes, found);
    }

    private static void Walk(ReadOnlySpan<byte> file, int from, int to, int depth, ref int boxes, List<(long Offset, long Length)> found)
    {
        long sampleSize = 0;
        for (var at = from; at + 8 <= to && boxes++ < MostBoxes;)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var body = at + 8;
            if (size == 1 && at + 16 <= to) (size, body) = (BinaryPrimitives.ReadInt64BigEndian(file[body..]), at + 16);
            if (size == 0) size = to - at;
            if (size < body - at || size > to - at) return;
            var end = (int)(at + size);
            var content = file[body..end];
            var type = BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4)..]);
            if (Is(type, "moov"u8) || Is(type, "trak"u8) || Is(type, "mdia"u8) || Is(type, "minf"u8) || Is(type, "stbl"u8))
            {
                if (depth < MostDepth) Walk(file, body, end, depth + 1, ref boxes, found);
            }
            else if (Is(type, "uuid"u8) || Is(type, "PRVW"u8) || Is(type, "THMB"u8)) AddPreview(content, body, found);
            else if (Is(type, "stsz"u8) && content.Length >= 12) sampleSize = FirstSize(content);
            else if (Is(type, "stco"u8) && content.Length >= 12)
                found.Add((BinaryPrimitives.ReadUInt32BigEndian(content[8..]), sampleSize));
            else if (Is(type, "co64"u8) && content.Length >= 16) found.Add((BinaryPrimitives.ReadInt64BigEndian(content[8..]), sampleSize));
            at = end;
        }
    }

    private static bool Is(uint type, ReadOnlySpan<byte> name) => type == BinaryPrimitives.ReadUInt32BigEndian(name);

    private static long FirstSize(ReadOnlySpan<byte> sizes)
    {
        long same = BinaryPrimitives.ReadUInt32BigEndian(sizes[4..]);
        return same == 0 && sizes.Length >= 16 ? BinaryPrimitives.ReadUInt32BigEndian(sizes[12..]) : same;
    }

    private static void AddPreview(ReadOnlySpan<byte> content, int offset, List<(long Offset, long Length)> found)
    {
        var start = content[..Math.Min(content.Length, PreviewHead)].IndexOf([(byte)0xFF, (byte)0xD8, (byte)0xFF]);
        if (start >= 0) found.Add((offset + start, content.Length - start));
    }
}
