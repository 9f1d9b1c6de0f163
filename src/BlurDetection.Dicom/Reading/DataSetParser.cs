namespace BlurDetection.Dicom.Reading;

/// <summary>Walks a data set up to its pixel data, keeps the elements that describe pixels and skips everything else.</summary>
/// <param name="reader">The bytes.</param>
/// <param name="frame">Of the sequence that holds an item for each frame, the item that is kept, from 0.</param>
internal sealed class DataSetParser(ElementReader reader, int frame)
{
    private const int MaxDepth = 64, MaxRegions = 64, MaxItems = 4096;
    private int _items;

    public DataSet Parse(int offset, bool explicitVr)
    {
        var set = new DataSet(reader);
        Read(set, offset, reader.Length, explicitVr, depth: 0);
        return set;
    }

    /// <returns>Where the data set or the item ends.</returns>
    private int Read(DataSet set, int offset, int end, bool explicitVr, int depth)
    {
        while (reader.Read(offset, end, explicitVr) is { } element)
        {
            if (element.Tag == Tags.ItemDelimitation) return element.Offset;
            if (element.Tag is Tags.PixelData or Tags.FloatPixelData or Tags.DoubleFloatPixelData && depth == 0)
            {
                set.PixelData = element;
                return element.Offset;
            }
            if (Tags.IsSequence(element.Tag)) offset = Sequence(set, element, end, explicitVr, depth + 1);
            else if (element.IsUndefined) offset = SkipItems(element, end, IsExplicit(element, explicitVr), depth + 1);
            else
            {
                offset = Skip(element, offset, end);
                if (Tags.IsRead(element.Tag)) set.Add(element);
            }
        }
        return end;
    }

    private int Sequence(DataSet set, Element sequence, int end, bool explicitVr, int depth)
    {
        CheckDepth(sequence, depth);
        explicitVr = IsExplicit(sequence, explicitVr);
        if (!sequence.IsUndefined) end = sequence.Offset + (int)sequence.Length;
        var offset = sequence.Offset;
        for (var index = 0; reader.Read(offset, end, explicitVr) is { } item; index++)
        {
            if (item.Tag == Tags.SequenceDelimitation) return item.Offset;
            if (item.Tag != Tags.Item) throw NotAnItem(sequence, offset);
            if (!IsKept(sequence.Tag, index)) offset = SkipItem(item, end, explicitVr, depth);
            else
            {
                if (++_items > MaxItems) throw DicomErrors.Damaged($"its sequences hold more than {MaxItems} items that describe pixels");
                var kept = new DataSet(reader);
                var itemEnd = item.IsUndefined ? end : item.Offset + (int)item.Length;
                offset = Math.Max(Read(kept, item.Offset, itemEnd, explicitVr, depth), item.IsUndefined ? 0 : itemEnd);
                set.AddItem(sequence.Tag, kept);
            }
        }
        return end;
    }

    private bool IsKept(uint sequence, int index) => sequence switch
    {
        Tags.PerFrameFunctionalGroups => index == frame,
        Tags.SequenceOfUltrasoundRegions => index < MaxRegions,
        _ => index == 0,
    };

    private int SkipItems(Element sequence, int end, bool explicitVr, int depth)
    {
        CheckDepth(sequence, depth);
        var offset = sequence.Offset;
        while (reader.Read(offset, end, explicitVr) is { } item)
        {
            if (item.Tag == Tags.SequenceDelimitation) return item.Offset;
            if (item.Tag != Tags.Item) throw NotAnItem(sequence, offset);
            offset = SkipItem(item, end, explicitVr, depth);
        }
        throw DicomErrors.CutShort($"sequence {DicomErrors.Name(sequence.Tag)} at byte {sequence.Offset} has no end");
    }

    private int SkipItem(Element item, int end, bool explicitVr, int depth)
    {
        if (!item.IsUndefined) return item.Offset + (int)item.Length;
        var offset = item.Offset;
        while (reader.Read(offset, end, explicitVr) is { } element)
        {
            if (element.Tag == Tags.ItemDelimitation) return element.Offset;
            if (element.IsUndefined) offset = SkipItems(element, end, IsExplicit(element, explicitVr), depth + 1);
            else offset = Skip(element, offset, end);
        }
        throw DicomErrors.CutShort($"the item at byte {item.Offset} has no end");
    }

    private static int Skip(Element element, int offset, int end) => element.Length <= (uint)(end - element.Offset)
        ? element.Offset + (int)element.Length
        : throw DicomErrors.Length(element.Tag, offset, element.Length, end - element.Offset);

    // An unknown sequence of undefined length is written with implicit value representations (PS3.5, 6.2.2).
    private static bool IsExplicit(Element sequence, bool explicitVr) => explicitVr && sequence.Vr != Vr.UN;

    private static void CheckDepth(Element sequence, int depth)
    {
        if (depth > MaxDepth) throw DicomErrors.Damaged($"sequence {DicomErrors.Name(sequence.Tag)} lies {depth} levels deep");
    }

    private static UnsupportedImageException NotAnItem(Element sequence, int offset) =>
        DicomErrors.Damaged($"sequence {DicomErrors.Name(sequence.Tag)} has no item at byte {offset}");
}
