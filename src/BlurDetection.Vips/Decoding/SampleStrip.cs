using BlurDetection.Imaging;

namespace BlurDetection.Vips.Decoding;

/// <summary>Samples of some rows, and which pixels hold data; reused from strip to strip.</summary>
internal sealed class SampleStrip(int width, int rows, int channels)
{
    private float[] _samples = new float[width * rows * channels];
    private byte[] _hasData = new byte[width * rows];
    private float[] _scratch = [];

    public int Width { get; private set; } = width;

    public int Height { get; private set; } = rows;

    /// <summary>Whether any pixel holds no data.</summary>
    public bool HasMissing { get; set; }

    public Span<float> Row(int y) => _samples.AsSpan(y * Width * channels, Width * channels);

    public Span<byte> HasDataRow(int y) => _hasData.AsSpan(y * Width, Width);

    public Span<float> Scratch(int length) => (_scratch.Length >= length ? _scratch : _scratch = new float[length]).AsSpan(0, length);

    public void Resize(int newWidth, int newHeight)
    {
        if (_hasData.Length < newWidth * newHeight)
            (_samples, _hasData) = (new float[newWidth * newHeight * channels], new byte[newWidth * newHeight]);
        (Width, Height, HasMissing) = (newWidth, newHeight, false);
    }

    public void AddTo(SampleStatistics statistics)
    {
        for (var y = 0; y < Height; y++)
        {
            if (!HasMissing) statistics.Add(Row(y));
            else
                for (var x = 0; x < Width; x++)
                    if (HasDataRow(y)[x] != 0) statistics.Add(Row(y).Slice(x * channels, channels));
        }
    }

    /// <summary>Feeds the rows to an image; the samples become 0..255 in place.</summary>
    public void AddTo(DecodedImageBuilder builder, SampleRange? range)
    {
        for (var y = 0; y < Height; y++)
        {
            var row = Row(y);
            range?.Apply(row, row);
            builder.AddRow(row, HasMissing ? HasDataRow(y) : default);
        }
    }
}
