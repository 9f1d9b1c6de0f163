using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>Expands segmented palette data (PS3.3, C.7.9.2): runs, ramps, and segments that are used again.</summary>
internal static class SegmentedPalette
{
    private const int Discrete = 0, Linear = 1, Indirect = 2;

    /// <param name="set">The data set.</param>
    /// <param name="tag">The segmented data.</param>
    /// <param name="count">Entries that must come out.</param>
    /// <param name="bytes">Whether segments are made of bytes rather than of words.</param>
    public static ushort[] Expand(DataSet set, uint tag, int count, bool bytes)
    {
        var (data, source) = (set.Value(tag), new List<ushort>());
        for (var i = 0; bytes ? i < data.Length : 2 * i + 1 < data.Length; i++)
            source.Add(bytes ? data.Span[i] : set.UInt16(tag, i)!.Value);
        var entries = new List<ushort>(count);
        Append(entries, source, 0, int.MaxValue, count, bytes, nested: false);
        if (entries.Count < count) throw Damaged(tag);
        return [.. entries.Take(count)];
    }

    private static void Append(List<ushort> entries, List<ushort> source, int at, int segments, int count, bool bytes, bool nested)
    {
        for (; segments > 0 && entries.Count < count && at + 2 < source.Count; segments--)
        {
            var (code, length) = (source[at], (int)source[at + 1]);
            at += 2;
            switch (code)
            {
                case Discrete:
                    for (var i = 0; i < length && at < source.Count; i++) entries.Add(source[at++]);
                    break;
                case Linear:
                    var (from, to) = (entries.Count > 0 ? entries[^1] : 0, source[at++]);
                    for (var i = 1; i <= length; i++) entries.Add((ushort)Math.Round(from + (to - from) * (double)i / length));
                    break;
                case Indirect when !nested && Offset(source, at, bytes) is { } offset:
                    at += bytes ? 4 : 2;
                    Append(entries, source, offset, length, count, bytes, nested: true);
                    break;
                default:
                    return;
            }
        }
    }

    // Low word first; of bytes, four of them, least first.
    private static int? Offset(List<ushort> source, int at, bool bytes)
    {
        if (at + (bytes ? 4 : 2) > source.Count) return null;
        long offset = bytes
            ? source[at] | (uint)source[at + 1] << 8 | (uint)source[at + 2] << 16 | (uint)source[at + 3] << 24
            : source[at] | (uint)source[at + 1] << 16;
        return offset < source.Count ? (int)offset : null;
    }

    private static UnsupportedImageException Damaged(uint tag) =>
        DicomErrors.Damaged($"the segmented palette {DicomErrors.Name(tag)} ends too soon");
}
