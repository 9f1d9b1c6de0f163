using System.Runtime.InteropServices;
using BlurDetection.Buffers;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>Builds a <see cref="DecodedImage"/> from the rows of an image as they come out of a decoder, top row first.</summary>
internal sealed class PlanarAssembler : IRowSink, IDisposable
{
    // Below this a scaled pixel holds no data; Lanczos' negative lobes make less than a half unreliable.
    private const float LeastCoverage = 0.01f, LeastLanczosCoverage = 0.5f;

    private readonly RowMeaning _meaning;
    private readonly int _rowWidth;
    private readonly int _sourceHeight;
    private readonly int _channels;
    private readonly int _width;
    private readonly int _height;
    private readonly int _orientation;
    private readonly Resampling _resampling;
    private readonly PlaneScaler[] _planes;
    private float[]? _pixels;
    private float[]? _row;
    private float[]? _coverage; // null while every pixel fed holds data
    private PlaneScaler? _coveragePlane;
    private int _fed;
    private long _missing;
    private bool _isOnWhite;

    /// <summary>Prepares for an image.</summary>
    /// <param name="meaning">What the bytes of a row are.</param>
    /// <param name="width">Pixels in a row that is fed.</param>
    /// <param name="height">Rows that will be fed.</param>
    /// <param name="orientation">Exif orientation of these rows, 1 to 8.</param>
    /// <param name="preprocessing">What is wanted.</param>
    /// <param name="target">Upright width and height of the result.</param>
    public PlanarAssembler(
        RowMeaning meaning, int width, int height, int orientation, Preprocessing preprocessing, (int Width, int Height) target)
    {
        (_meaning, _rowWidth, _sourceHeight) = (meaning, width, height);
        (_channels, _orientation, _resampling) = (preprocessing.Channels, orientation, preprocessing.Resampling);
        (_width, _height) = Orientation.SwapsSides(orientation) ? (target.Height, target.Width) : target;
        _pixels = BoundedPool<float>.Rent(_channels * Area);
        _row = BoundedPool<float>.Rent(width);
        _planes = new PlaneScaler[meaning is RowMeaning.Grey or RowMeaning.LumaFirst ? 1 : _channels];
        for (var c = 0; c < _planes.Length; c++)
            _planes[c] = PlaneScaler.Create(_resampling, width, height, _width, _height, _pixels.AsMemory(c * Area, Area));
    }

    /// <summary>Planes that rows are fed to, 1 or 3.</summary>
    public int Planes => _planes.Length;

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
                AddOpacity(row);
                break;
            case RowMeaning.ColoursReversedAndAlpha:
                AddColours(row, ByteOrder.Bgra);
                AddOpacity(row);
                break;
        }
    }

    /// <summary>Feeds a row of grey, 0 to 255.</summary>
    public void AddRow(ReadOnlySpan<float> row) => _planes[0].AddRow(row);

    /// <summary>Feeds a row of one plane, 0 to 255; pixels without data must be 0.</summary>
    public void AddRow(int plane, ReadOnlySpan<float> row) => _planes[plane].AddRow(row[.._rowWidth]);

    /// <summary>Says which pixels of the row just fed hold data (not 0); empty for all.</summary>
    public void AddCoverage(ReadOnlySpan<byte> hasData)
    {
        var missing = hasData.Count((byte)0);
        if (missing > 0 && _coverage is null) StartCoverage();
        if (_coveragePlane is not null)
        {
            var row = _row.AsSpan(0, _rowWidth);
            row.Fill(1);
            for (var x = 0; x < hasData.Length; x++)
                if (hasData[x] == 0) row[x] = 0;
            _coveragePlane.AddRow(row);
        }
        _missing += missing;
        _fed++;
    }

    /// <summary>Gives the upright image, once all rows are fed.</summary>
    /// <param name="originalWidth">Width of the upright image before scaling.</param>
    /// <param name="originalHeight">Height of the upright image before scaling.</param>
    /// <param name="info">What the file holds.</param>
    public DecodedImage Complete(int originalWidth, int originalHeight, ImageInfo info)
    {
        var pixels = _pixels ?? throw new InvalidOperationException("The image was already completed.");
        _pixels = null;
        if (_coverage is not null && _isOnWhite && !CutOut.Is(pixels.AsSpan(0, Area), _coverage, _width)) (_coverage, _missing) = (null, 0);
        if (_coverage is not null) LeaveOutMissing(pixels);
        for (var c = _planes.Length; c < _channels; c++) pixels.AsSpan(0, Area).CopyTo(pixels.AsSpan(c * Area)); // grey: red = green = blue
        var (width, height) = (_width, _height);
        if (_orientation > 1)
        {
            var upright = BoundedPool<float>.Rent(_channels * Area);
            for (var c = 0; c < _channels; c++)
                Orientation.Apply(pixels.AsSpan(c * Area, Area), _width, _height, _orientation, upright.AsSpan(c * Area, Area));
            BoundedPool<float>.Return(pixels);
            pixels = upright;
            if (_coverage is not null)
            {
                var turned = new float[Area];
                Orientation.Apply(_coverage.AsSpan(0, Area), _width, _height, _orientation, turned);
                _coverage = turned;
            }
            if (Orientation.SwapsSides(_orientation)) (width, height) = (height, width);
        }
        if (_missing > 0) info = info with { DataShare = 1 - _missing / ((double)_fed * _rowWidth) };
        return new DecodedImage(new PlanarImage(_channels, height, width, pixels), pixels, originalWidth, originalHeight, info)
        {
            Coverage = _coverage,
        };
    }

    public void Dispose()
    {
        foreach (var plane in _planes) plane.Dispose();
        _coveragePlane?.Dispose();
        if (Interlocked.Exchange(ref _pixels, null) is { } pixels) BoundedPool<float>.Return(pixels);
        if (Interlocked.Exchange(ref _row, null) is { } row) BoundedPool<float>.Return(row);
    }

    private void StartCoverage()
    {
        _coverage = new float[Area]; // of a pixel's opacity where the rows are shown on white
        _coveragePlane = PlaneScaler.Create(_resampling, _rowWidth, _sourceHeight, _width, _height, _coverage);
        _row.AsSpan(0, _rowWidth).Fill(1);
        for (var y = 0; y < _fed; y++) _coveragePlane.AddRow(_row.AsSpan(0, _rowWidth));
    }

    /// <summary>Undoes the share that missing pixels had in scaled ones, and fills those that are missing as a whole.</summary>
    private void LeaveOutMissing(float[] pixels)
    {
        var known = new bool[Area];
        var least = _isOnWhite ? CutOut.LeastOpacity : _resampling == Resampling.Area ? LeastCoverage : LeastLanczosCoverage;
        for (var i = 0; i < Area; i++) known[i] = _coverage![i] > least;
        for (var c = 0; c < _planes.Length; c++)
        {
            var plane = pixels.AsSpan(c * Area, Area);
            for (var i = 0; i < Area; i++)
                if (known[i]) plane[i] = Math.Clamp((plane[i] - (_isOnWhite ? 255f * (1 - _coverage![i]) : 0)) / _coverage![i], 0f, 255f);
            MaskFill.Fill(plane, known, _width, _height);
        }
    }

    /// <summary>Says how opaque the pixels of the row just fed are, which were shown on white.</summary>
    private void AddOpacity(ReadOnlySpan<byte> row)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row[..(4 * _rowWidth)]);
        if (_coveragePlane is null && pixels.ContainsAnyInRange(0u, 0xFEFFFFFFu))
        {
            _isOnWhite = true;
            StartCoverage();
        }
        if (_coveragePlane is not null)
        {
            var opacity = _row.AsSpan(0, _rowWidth);
            for (var x = 0; x < opacity.Length; x++)
            {
                opacity[x] = (pixels[x] >> 24) / 255f;
                if (opacity[x] <= CutOut.LeastOpacity) _missing++;
            }
            _coveragePlane.AddRow(opacity);
        }
        _fed++;
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
        AddPlane(1, row, order, ByteOrder.Green);
        AddPlane(2, row, order, order.Blue);
    }

    private void AddPlane(int plane, ReadOnlySpan<byte> row, ByteOrder order, int shift)
    {
        var values = _row.AsSpan(0, _rowWidth);
        ColourRows.ToPlane(row[..(4 * _rowWidth)], order, shift, values);
        _planes[plane].AddRow(values);
    }
}
