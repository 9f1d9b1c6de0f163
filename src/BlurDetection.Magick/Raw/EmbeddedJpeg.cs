using BlurDetection.Imaging;

namespace BlurDetection.Magick.Raw;

/// <summary>A JPEG inside a raw file.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Orientation">Exif orientation that the raw file states for it, 1 to 8; 1 where the JPEG itself states one.</param>
internal readonly record struct EmbeddedJpeg(int Offset, int Length, int Orientation)
{
    private const int MostFound = 256;

    /// <summary>The JPEG with most pixels, if its longer side has at least as many as wanted; null if there is none.</summary>
    public static EmbeddedJpeg? FindLargest(ReadOnlySpan<byte> raw, int longSide)
    {
        var found = new List<(long Offset, long Length)>();
        var orientation = 1;
        if (raw.StartsWith("FUJIFILM"u8)) RafFile.Find(raw, found);
        else if (raw[4..].StartsWith("ftyp"u8)) MediaFile.Find(raw, found);
        else TiffPreviews.Find(raw, found, out orientation);
        if (Largest(raw, found, longSide, orientation) is { } known) return known;
        found.Clear();
        Scan(raw, found); // makers' own places, such as Olympus' notes
        return Largest(raw, found, longSide, orientation);
    }

    private static EmbeddedJpeg? Largest(ReadOnlySpan<byte> raw, List<(long Offset, long Length)> found, int longSide, int orientation)
    {
        EmbeddedJpeg? best = null;
        long most = 0;
        foreach (var (offset, length) in found)
        {
            if (offset < 0 || offset > raw.Length - 4) continue;
            var jpeg = raw.Slice((int)offset, (int)Math.Clamp(length, 0, raw.Length - offset));
            // raw samples are often lossless JPEG
            if (jpeg is not [0xFF, 0xD8, 0xFF, ..] || JpegHeader.KindNotDecoded(jpeg) is not null) continue;
            if (!JpegHeader.TryRead(jpeg, out var header) || Math.Max(header.Width, header.Height) < longSide) continue;
            if ((long)header.Width * header.Height <= most) continue;
            most = (long)header.Width * header.Height;
            best = new EmbeddedJpeg((int)offset, jpeg.Length, header.Orientation > 1 ? 1 : orientation);
        }
        return best;
    }

    private static void Scan(ReadOnlySpan<byte> raw, List<(long Offset, long Length)> found)
    {
        for (var at = 0; found.Count < MostFound;)
        {
            var next = raw[at..].IndexOf([(byte)0xFF, (byte)0xD8, (byte)0xFF]);
            if (next < 0) return;
            at += next;
            if (raw.Length - at > 4 && raw[at + 3] is 0xDB or 0xC4 or 0xDD or (>= 0xE0 and <= 0xEF)) found.Add((at, raw.Length - at));
            at += 3;
        }
    }
}
