using System.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Builds a <see cref="DecodedImage"/> from the rows of a picture as they come out of a decoder, top row first.</summary>
internal sealed class PlanarAssembler : IDisposable
{
    private readonly RowMeaning _meaning;
    private readonly int _rowWidth;
    private readonly int _channels;
    private readonly int _width;
    private readonly int _height;
    private readonly int _orientation;
    private readonly AreaDownscaler[] _planes;
    private float[]? _pixels;
    private float[]? _row;

    /// <summary>Prepares for a picture.</summary>
    /// <param name="meaning">What the bytes of a row are.</param>
    /// <param name="width">Pixels in a row that is fed.</param>
    /// <param name="height">Rows that will be fed.</param>
    /// <param name="orientation">Exif orientation of these rows, 1 to 8.</param>
    /// <param name="preprocessing">What is wanted.</param>
    /// <param name="target">Upright width and height of the result.</param>
    public PlanarAssembler(RowMeaning meaning, int width, int height, int orientation, Preprocessing preprocessing, (int Width, int Height) target)
    {
        (_meaning, _rowWidth) = (meaning, width);
        (_channels, _orientation) = (preprocessing.Channels, orientation);
        (_width, _height) = Orientation.SwapsSides(orientation) ? (target.Height, target.Width) : target;
        _pixels = ArrayPool<float>.Shared.Rent(_channels * Area);
        _row = ArrayPool<float>.Shared.Rent(width);
        _planes = new AreaDownscaler[meaning is RowMeaning.Grey or RowMeaning.LumaFirst ? 1 : _channels];
        for (var c = 0; c < _planes.Length; c++)
            _planes[c] = new AreaDownscaler(width, height, _width, _height, _pixels.AsMemory(c * Area, Area));
    }

    private int Area => _width * _height;

    /// <summary>Feeds a row of bytes.</summary>
    public void AddRow(ReadOnlySpan<byte> row)
    {
        switch (_meaning)
        {
            case RowMeaning.Grey:
                _planes[0].AddRow(row);
                break;
            case RowMeaning.LumaFirst:
                AddPlane(0, row, ByteOrder.Rgbx, 0);
                break;
            case RowMeaning.Colours:
                AddColours(row, ByteOrder.Rgbx);
                break;
            case RowMeaning.ColoursReversed:
                AddColours(row, ByteOrder.Bgrx);
                break;
            case RowMeaning.ColoursAndAlpha:
                AddColours(row, ByteOrder.Rgba);
                break;
            case RowMeaning.ColoursReversedAndAlpha:
                AddColours(row, ByteOrder.Bgra);
                break;
        }
    }

    /// <summary>Feeds a row of grey, 0 to 255.</summary>
    public void AddRow(ReadOnlySpan<float> row) => _planes[0].AddRow(row);

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

    private void AddColours(ReadOnlySpan<byte> row, ByteOrder order)
    {
        if (_planes.Length == 1)
        {
            var luma = _row.AsSpan(0, _rowWidth);
            ColourRows.ToLuma(row[..(4 * _rowWidth)], order, luma);
            _planes[0].AddRow(luma);
            return;
        }
        AddPlane(0, row, order, order.Red);
        AddPlane(1, row, order, order.Green);
        AddPlane(2, row, order, order.Blue);
    }

    private void AddPlane(int plane, ReadOnlySpan<byte> row, ByteOrder order, int shift)
    {
        var values = _row.AsSpan(0, _rowWidth);
        ColourRows.ToPlane(row[..(4 * _rowWidth)], order, shift, values);
        _planes[plane].AddRow(values);
    }
}
