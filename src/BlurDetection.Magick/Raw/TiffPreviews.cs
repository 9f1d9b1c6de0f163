using BlurDetection.Imaging;

namespace BlurDetection.Magick.Raw;

/// <summary>JPEGs of raw files that are TIFF structures (DNG, CR2, NEF, ARW, ORF, RW2): in the directories and those inside them.</summary>
internal static class TiffPreviews
{
    private const int StripOffsets = 273, StripCounts = 279, JpegOffset = 513, JpegLength = 514, PanasonicJpeg = 46, OrientationTag = 274,
        ExifDirectory = 34665;
    private const int MostDirectories = 64;

    public static void Find(ReadOnlySpan<byte> raw, List<(long Offset, long Length)> found, out int orientation)
    {
        orientation = 1;
        var tiff = new TiffBytes(raw);
        var waiting = new Queue<long>(TiffDirectory.All(tiff, MostDirectories));
        var seen = new HashSet<long>();
        Span<long> inner = stackalloc long[16];
        while (waiting.TryDequeue(out var at) && seen.Count < MostDirectories)
        {
            if (!seen.Add(at) || !TiffDirectory.TryRead(tiff, at, out var directory, out _)) continue;
            if (seen.Count == 1 && directory.Value(OrientationTag) is >= 1 and <= 8 and var turn) orientation = (int)turn;
            if (directory.Value(JpegOffset) is { } offset) found.Add((offset, directory.Value(JpegLength) ?? 0));
            if (directory.Value(TiffDirectory.Compression) is 6 or 7 && directory.Count(StripOffsets) == 1)
                found.Add((directory.Value(StripOffsets) ?? 0, directory.Value(StripCounts) ?? 0));
            if (directory.Place(PanasonicJpeg) is var (place, length)) found.Add((place, length));
            foreach (var tag in new[] { TiffDirectory.SubDirectories, ExifDirectory })
            {
                var count = directory.Values(tag, inner);
                for (var i = 0; i < count; i++) waiting.Enqueue(inner[i]);
            }
        }
    }
}
