using System.Buffers.Binary;

namespace BlurDetection.Dicom.Reading;

/// <summary>The fragments of encapsulated pixel data, and which of them make a frame (PS3.5, annex A.4).</summary>
internal sealed class Fragments
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<(int Offset, int Length)> _fragments = [];
    // where the frames begin, counted from the first fragment's item; empty where the file does not say
    private readonly List<long> _starts;
    private readonly int _first;

    /// <exception cref="UnsupportedImageException">An item is damaged or cut short.</exception>
    public Fragments(DataSet set)
    {
        var reader = set.Reader;
        _bytes = reader.Bytes;
        var offset = set.PixelData!.Value.Offset;
        if (reader.Read(offset, reader.Length, explicitVr: false) is not { Tag: Tags.Item, IsUndefined: false } table)
            throw DicomErrors.Damaged($"the pixel data begins with no offset table at byte {offset}");
        _first = offset = table.Offset + (int)table.Length;
        while (reader.Read(offset, reader.Length, explicitVr: false) is { } item && item.Tag != Tags.SequenceDelimitation)
        {
            if (item.Tag != Tags.Item || item.IsUndefined) throw DicomErrors.Damaged($"the pixel data has no fragment at byte {offset}");
            _fragments.Add((item.Offset, (int)item.Length));
            offset = item.Offset + (int)item.Length;
        }
        _starts = Starts(set.Value(Tags.ExtendedOffsetTable).Span, 8);
        if (_starts.Count == 0) _starts = Starts(_bytes.Span.Slice(table.Offset, (int)table.Length), 4);
    }

    /// <summary>The bytes of a frame; copied only where several fragments hold it.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <param name="frames">Frames that the file claims.</param>
    /// <param name="startsFrame">Whether a fragment begins a frame, for files that do not say where frames begin.</param>
    public ReadOnlyMemory<byte> Frame(int frame, int frames, Func<ReadOnlyMemory<byte>, bool> startsFrame)
    {
        var (from, to) = Range(frame, frames, startsFrame);
        if (from >= to) throw DicomErrors.CutShort($"{_fragments.Count} fragments of pixel data hold no frame {frame + 1} of {frames}");
        if (to - from == 1) return Fragment(from);
        var joined = new byte[_fragments[from..to].Sum(fragment => (long)fragment.Length)];
        var at = 0;
        foreach (var (offset, length) in _fragments[from..to])
        {
            _bytes.Span.Slice(offset, length).CopyTo(joined.AsSpan(at));
            at += length;
        }
        return joined;
    }

    private ReadOnlyMemory<byte> Fragment(int index) => _bytes.Slice(_fragments[index].Offset, _fragments[index].Length);

    private (int From, int To) Range(int frame, int frames, Func<ReadOnlyMemory<byte>, bool> startsFrame)
    {
        if (frames == 1) return (0, _fragments.Count);
        if (_fragments.Count == frames) return (frame, frame + 1);
        if (_starts.Count == frames)
            return (IndexAt(_starts[frame]), frame + 1 < frames ? IndexAt(_starts[frame + 1]) : _fragments.Count);
        var begun = -1;
        var from = 0;
        for (var i = 0; i < _fragments.Count; i++)
        {
            if (!startsFrame(Fragment(i))) continue;
            if (++begun == frame) from = i;
            else if (begun == frame + 1) return (from, i);
        }
        return begun >= frame ? (from, _fragments.Count) : (0, 0);
    }

    /// <summary>The fragment whose item begins at an offset of the table.</summary>
    private int IndexAt(long start)
    {
        const int itemHeader = 8;
        var index = _fragments.FindIndex(fragment => fragment.Offset - itemHeader - _first == start);
        return index >= 0 ? index : throw DicomErrors.Damaged($"the offset table points to byte {start}, where no fragment begins");
    }

    private static List<long> Starts(ReadOnlySpan<byte> table, int size)
    {
        var starts = new List<long>(table.Length / size);
        for (; table.Length >= size; table = table[size..])
            starts.Add(size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(table) : BinaryPrimitives.ReadInt64LittleEndian(table));
        return starts;
    }
}
