using System.Globalization;
using System.Text;

namespace BlurDetection.Dicom.Reading;

/// <summary>The elements of a data set, or of an item of a sequence, that are read. Values stay where they lie in the file.</summary>
internal sealed class DataSet(ElementReader reader)
{
    private const int MaxText = 256;
    private readonly Dictionary<uint, Element> _elements = [];
    private readonly Dictionary<uint, List<DataSet>> _items = [];

    /// <summary>The pixel data; null in items, and where a file has none.</summary>
    public Element? PixelData { get; set; }

    public ElementReader Reader => reader;

    public void Add(Element element) => _elements[element.Tag] = element;

    public void AddItem(uint sequence, DataSet item)
    {
        if (!_items.TryGetValue(sequence, out var items)) _items[sequence] = items = [];
        items.Add(item);
    }

    /// <summary>The item of a sequence that was kept: the first, or that of the frame.</summary>
    public DataSet? Item(uint sequence) => _items.TryGetValue(sequence, out var items) ? items[0] : null;

    public IReadOnlyList<DataSet> Items(uint sequence) => _items.TryGetValue(sequence, out var items) ? items : [];

    public bool Has(uint tag) => _elements.TryGetValue(tag, out var element) && element.Length > 0;

    /// <summary>The bytes of a value; empty where it is missing.</summary>
    public ReadOnlyMemory<byte> Value(uint tag) =>
        _elements.TryGetValue(tag, out var element) ? reader.Bytes.Slice(element.Offset, (int)element.Length) : default;

    /// <summary>The number at a place of a value of 16-bit numbers; null where it is missing.</summary>
    public ushort? UInt16(uint tag, int index = 0) =>
        _elements.TryGetValue(tag, out var element) && element.Length >= 2 * index + 2 ? reader.UInt16(element.Offset + 2 * index) : null;

    public uint? UInt32(uint tag) =>
        _elements.TryGetValue(tag, out var element) && element.Length >= 4 ? reader.UInt32(element.Offset) : null;

    public string Text(uint tag)
    {
        var value = Value(tag).Span;
        return Encoding.ASCII.GetString(value[..Math.Min(value.Length, MaxText)]).Trim(' ', '\0');
    }

    /// <summary>The first number of a decimal or integer string; null where it is missing or is not a number.</summary>
    public double? Number(uint tag)
    {
        var first = Text(tag).Split('\\')[0].Trim();
        return double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;
    }
}
