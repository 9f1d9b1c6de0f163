using System.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Builds a <see cref="DecodedImage"/> from the rows of a picture as they come out of a decoder, top row first.</summary>
internal sealed class PlanarAssembler : IDisposable
{
    private readonly int _channels;
    private readonly int _width;
    private readonly int _height;
    private readonly int _orientation;
    private readonly AreaDownscaler[] _planes;
    private float[]? _pixels;
    private float[]? _row;

    /// <summary>Prepares for a picture.</summary>
    /// <param name="grey">Whether one plane of grey will be fed (<see cref="AddGrey(ReadOnlySpan{byte})"/>) rather than colour.</param>
    /// <param name="width">Pixels in a row that is fed.</param>
    /// <param name="height">Rows that will be fed.</param>
    /// <param name="orientation">Exif orientation of these rows, 1 to 8.</param>
    /// <param name="preprocessing">What is wanted.</param>
    /// <param name="target">Upright width and height of the result.</param>
    public PlanarAssembler(bool grey, int width, int height, int orientation, Preprocessing preprocessing, (int Width, int Height) target)
    {
        (_channels, _orientation) = (preprocessing.Channels, orientation);
        (_width, _height) = Orientation.SwapsSides(orientation) ? (target.Height, target.Width) : target;
        _pixels = ArrayPool<float>.Shared.Rent(_channels * Area);
        _row = ArrayPool<float>.Shared.Rent(width);
        _planes = new AreaDownscaler[grey ? 1 : _channels];
        for (var c = 0; c < _planes.Length; c++)
            _planes[c] = new AreaDownscaler(width, height, _width, _height, _pixels.AsMemory(c * Area, Area));
        RowWidth = width;
    }

    /// <summary>Pixels in a row that is fed.</summary>
    public int RowWidth { get; }

    private int Area => _width * _height;

    /// <summary>Feeds a row of 8-bit grey.</summary>
    public void AddGrey(ReadOnlySpan<byte> row) => _planes[0].AddRow(row);

    /// <summary>Feeds a row of grey, 0 to 255.</summary>
    public void AddGrey(ReadOnlySpan<float> row) => _planes[0].AddRow(row);

    /// <summary>Feeds a row of four-byte pixels.</summary>
    public void AddColour(ReadOnlySpan<byte> row, ByteOrder order)
    {
        row = row[..(4 * RowWidth)];
        var values = _row.AsSpan(0, RowWidth);
        if (_planes.Length == 1)
        {
            ColourRows.ToLuma(row, order, values);
            _planes[0].AddRow(values);
            return;
        }
        Add(0, order.Red, row, values, order);
        Add(1, order.Green, row, values, order);
        Add(2, order.Blue, row, values, order);
    }

    /// <summary>Gives the upright picture, once all rows are fed.</summary>
    /// <param name="originalWidth">Width of the upright picture before scaling.</param>
    /// <param name="originalHeight">Height of the upright picture before scaling.</param>
    public DecodedImage Complete(int originalWidth, int originalHeight)
    {
        var pixels = _pixels ?? throw new InvalidOperationException("The picture was already completed.");
        _pixels = null;
        for (var c = _planes.Length; c < _channels; c++) pixels.AsSpan(0, Area).CopyTo(pixels.AsSpan(c * Area)); // grey: red = green = blue
        var (width, height) = (_width, _height);
        if (_orientation > 1)
        {
            var upright = ArrayPool<float>.Shared.Rent(_channels * Area);
            for (var c = 0; c < _channels; c++)
                Orientation.Apply(pixels.AsSpan(c * Area, Area), _width, _height, _orientation, upright.AsSpan(c * Area, Area));
            ArrayPool<float>.Shared.Return(pixels);
            pixels = upright;
            if (Orientation.SwapsSides(_orientation)) (width, height) = (height, width);
        }
        return new DecodedImage(new PlanarImage(_channels, height, width, pixels), pixels, originalWidth, originalHeight);
    }

    public void Dispose()
    {
        foreach (var plane in _planes) plane.Dispose();
        if (Interlocked.Exchange(ref _pixels, null) is { } pixels) ArrayPool<float>.Shared.Return(pixels);
        if (Interlocked.Exchange(ref _row, null) is { } row) ArrayPool<float>.Shared.Return(row);
    }

    private void Add(int plane, int shift, ReadOnlySpan<byte> row, Span<float> values, ByteOrder order)
    {
        ColourRows.ToPlane(row, order, shift, values);
        _planes[plane].AddRow(values);
    }
}
