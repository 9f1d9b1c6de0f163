using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>Reads rectangles of a libvips image as floats: grey, or red, green, blue, with a mark for pixels that hold no data.</summary>
internal sealed class SampleReader : IDisposable
{
    private const int SmallObject = 80_000; // bytes
    private readonly Image _image;
    private readonly PageLayout _layout;
    private readonly Region _region;
    private readonly int _bands;
    private byte[] _rows = [];

    public SampleReader(Image image, PageLayout layout)
    {
        (_image, _layout, _bands) = (image, layout, image.Bands);
        Type = image.Format;
        SampleSize = SampleType.SizeOf(Type);
        _region = Region.New(image);
    }

    /// <summary>1, or 3 for red, green, blue.</summary>
    public int Channels => _bands - (_layout.HasAlpha ? 1 : 0) >= 3 ? 3 : 1;

    public Enums.BandFormat Type { get; }

    public int SampleSize { get; }

    public int PixelSize => _bands * SampleSize;

    /// <summary>Whether the samples are grey of 8 bits as they are.</summary>
    public bool IsGreyBytes => IsPlain && Channels == 1 && Type == Enums.BandFormat.Uchar;

    /// <summary>Whether every sample is one of a pixel that holds data.</summary>
    public bool IsPlain => _bands == Channels && !_layout.HasAlpha && _layout.NoData is null && _layout.MissingTiles is null
        && Type is not (Enums.BandFormat.Float or Enums.BandFormat.Double);

    public SampleStrip NewStrip(int rows) => new(_image.Width, rows, Channels);

    /// <summary>Reads whole rows.</summary>
    public void Read(int top, int rows, SampleStrip strip)
    {
        var length = rows * _image.Width * PixelSize;
        if (_rows.Length < length) _rows = new byte[length];
        ReadBytes(top, rows, tiled: _image.Width * PixelSize > SmallObject, _rows.AsSpan(0, length));
        Unpack(_rows, _image.Width, 0, top, new SampleTile(0, 0, _image.Width, rows), strip);
    }

    /// <summary>Reads the bytes of whole rows as they are stored.</summary>
    /// <remarks>In pieces that are not large objects to the collector: libvips' binding makes a new array for each, and
    /// large ones would pile up.</remarks>
    /// <param name="top">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="tiled">Whether the file is tiled: then blocks cost less than whole rows, each of which touches every tile.</param>
    /// <param name="bytes">Takes the rows.</param>
    public void ReadBytes(int top, int rows, bool tiled, Span<byte> bytes)
    {
        var length = _image.Width * PixelSize;
        var across = tiled ? Math.Min(512, _image.Width) : _image.Width;
        var few = Math.Max(1, SmallObject / (across * PixelSize));
        for (var y = 0; y < rows; y += few)
        {
            for (var x = 0; x < _image.Width; x += across)
            {
                var (width, height) = (Math.Min(across, _image.Width - x) * PixelSize, Math.Min(few, rows - y));
                ReadOnlySpan<byte> block = _region.Fetch(x, top + y, width / PixelSize, height);
                for (var i = 0; i < height; i++) block.Slice(i * width, width).CopyTo(bytes[((y + i) * length + x * PixelSize)..]);
            }
        }
    }

    /// <summary>The bytes of a rectangle as they are stored.</summary>
    public byte[] ReadBytes(int left, int top, int width, int height) => _region.Fetch(left, top, width, height);

    /// <summary>Turns a part of bytes that were read into samples.</summary>
    /// <param name="bytes">Rows of <paramref name="rowWidth"/> pixels.</param>
    /// <param name="rowWidth">Pixels in a row of the bytes.</param>
    /// <param name="left">Where in the image the bytes begin, across.</param>
    /// <param name="top">Where in the image the bytes begin, down.</param>
    /// <param name="part">The part wanted, from the start of the bytes.</param>
    /// <param name="strip">Takes the samples.</param>
    public void Unpack(ReadOnlySpan<byte> bytes, int rowWidth, int left, int top, SampleTile part, SampleStrip strip)
    {
        strip.Resize(part.Width, part.Height);
        var all = strip.Scratch(part.Width * _bands);
        for (var y = 0; y < part.Height; y++)
        {
            SampleType.ToFloats(bytes.Slice(((part.Top + y) * rowWidth + part.Left) * PixelSize, part.Width * PixelSize), Type, all);
            if (IsPlain)
            {
                all.CopyTo(strip.Row(y));
                continue;
            }
            TakeRow(all, strip.Row(y), strip.HasDataRow(y), strip);
            _layout.MissingTiles?.Mark(left + part.Left, top + part.Top + y, strip.HasDataRow(y), strip);
        }
    }

    public void Dispose() => _region.Dispose();

    private void TakeRow(ReadOnlySpan<float> all, Span<float> row, Span<byte> hasData, SampleStrip strip)
    {
        var channels = Channels;
        hasData.Fill(1);
        var transparent = Type == Enums.BandFormat.Uchar ? 127f : 0; // what is less than half opaque is not seen
        for (int x = 0, from = 0; x < hasData.Length; x++, from += _bands)
        {
            var known = !_layout.HasAlpha || all[from + _bands - 1] > transparent;
            var isNoData = _layout.NoData is not null;
            for (var c = 0; c < channels; c++)
            {
                var sample = all[from + c];
                row[x * channels + c] = sample;
                if (!float.IsFinite(sample)) known = false;
                if (isNoData && sample != _layout.NoData) isNoData = false;
            }
            if (known && !isNoData) continue;
            row.Slice(x * channels, channels).Clear();
            hasData[x] = 0;
            strip.HasMissing = true;
        }
    }
}
