namespace BlurDetection.Imaging;

/// <summary>Builds a <see cref="DecodedImage"/> from the rows of an image as a decoder gives them, top row first, scaling
/// while they come.</summary>
/// <remarks>
/// The whole image never lies in memory. For an <see cref="IImageDecoder"/>. Not thread-safe.
/// Pixels without data are left out: they add nothing to scaled pixels, are filled smoothly from their surroundings, and
/// have no certainty in the map.
/// </remarks>
public sealed class DecodedImageBuilder : IDisposable
{
    private readonly int _width, _height, _channels, _orientation;
    private readonly int _originalWidth, _originalHeight;
    private readonly PlanarAssembler _assembler;
    private readonly float[] _plane;
    private int _rows;

    /// <summary>Prepares for an image.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows that will be added, at least 1.</param>
    /// <param name="channels">Samples in a pixel: 1 (grey) or 3 (red, green, blue, interleaved).</param>
    /// <param name="preprocessing">Channels and size wanted.</param>
    /// <param name="orientation">Exif orientation of the rows, 1 (upright) to 8.</param>
    /// <param name="originalWidth">Width of a row before the decoder reduced it; 0 (default) where it did not.</param>
    /// <param name="originalHeight">Number of rows before the decoder reduced it; 0 (default) where it did not.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the preprocessing impossible.</exception>
    public DecodedImageBuilder(
        int width, int height, int channels, Preprocessing preprocessing, int orientation = 1, int originalWidth = 0,
        int originalHeight = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "1 (grey) or 3 (red, green, blue).");
        if (orientation is < 1 or > 8)
            throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "An Exif orientation is 1 to 8.");
        ArgumentNullException.ThrowIfNull(preprocessing);
        (_width, _height, _channels, _orientation) = (width, height, channels, orientation);
        (_originalWidth, _originalHeight) =
            Upright(originalWidth > 0 ? originalWidth : width, originalHeight > 0 ? originalHeight : height);
        var target = ResizeSpec.Of(preprocessing, _originalWidth, _originalHeight);
        if (preprocessing.LongSide is not null && Upright(width, height) is var upright) // what was reduced further is not enlarged again
            target = (Math.Min(target.Width, upright.Item1), Math.Min(target.Height, upright.Item2));
        var meaning = channels == 1 || preprocessing.Channels == 1 ? RowMeaning.Grey : RowMeaning.Colours;
        _assembler = new PlanarAssembler(meaning, width, height, orientation, preprocessing, target);
        _plane = new float[width];
    }

    /// <summary>Adds the next row.</summary>
    /// <param name="values">Width x channels values in 0..255, the channels of a pixel side by side.</param>
    /// <param name="hasData">One byte a pixel, 0 where it holds no data; empty (default) where all do.</param>
    /// <exception cref="ArgumentException">A length does not fit the image.</exception>
    /// <exception cref="InvalidOperationException">All rows were added before.</exception>
    public void AddRow(ReadOnlySpan<float> values, ReadOnlySpan<byte> hasData = default)
    {
        if (values.Length != _width * _channels)
            throw new ArgumentException($"A row has {_width} x {_channels} values, not {values.Length}.", nameof(values));
        if (!hasData.IsEmpty && hasData.Length != _width)
            throw new ArgumentException($"A row has {_width} pixels, not {hasData.Length}.", nameof(hasData));
        if (_rows == _height) throw new InvalidOperationException($"All {_height} rows were added before.");
        _rows++;
        for (var plane = 0; plane < _assembler.Planes; plane++)
        {
            if (_channels == 1) values.CopyTo(_plane);
            else if (_assembler.Planes == 3) Take(values[plane..]);
            else TakeLuma(values);
            for (var x = 0; x < hasData.Length; x++)
                if (hasData[x] == 0) _plane[x] = 0;
            _assembler.AddRow(plane, _plane);
        }
        _assembler.AddCoverage(hasData);
    }

    /// <summary>Adds the next row of a coloured image, plane by plane.</summary>
    internal void AddRow(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue)
    {
        if (_rows == _height) throw new InvalidOperationException($"All {_height} rows were added before.");
        _rows++;
        if (_assembler.Planes == 3)
        {
            _assembler.AddRow(0, red);
            _assembler.AddRow(1, green);
            _assembler.AddRow(2, blue);
        }
        else
        {
            ColourRows.ToLuma(red, green, blue, _plane);
            _assembler.AddRow(0, _plane);
        }
        _assembler.AddCoverage(default);
    }

    /// <summary>Adds the next row of a grey image of 8 bits.</summary>
    internal void AddGreyRow(ReadOnlySpan<byte> values)
    {
        if (values.Length != _width * _channels)
            throw new ArgumentException($"A row has {_width} x {_channels} values, not {values.Length}.", nameof(values));
        if (_rows == _height) throw new InvalidOperationException($"All {_height} rows were added before.");
        _rows++;
        _assembler.AddRow(values);
        _assembler.AddCoverage(default);
    }

    /// <summary>Gives the upright, scaled image.</summary>
    /// <param name="info">What the file holds; <see cref="ImageInfo.DataShare"/> is filled in.</param>
    /// <exception cref="InvalidOperationException">Rows are missing, or the image was built before.</exception>
    public DecodedImage Build(ImageInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (_rows < _height) throw new InvalidOperationException($"{_rows} of {_height} rows were added.");
        return _assembler.Complete(_originalWidth, _originalHeight, info);
    }

    /// <summary>Gives pooled memory back.</summary>
    public void Dispose() => _assembler.Dispose();

    private (int, int) Upright(int width, int height) => Orientation.SwapsSides(_orientation) ? (height, width) : (width, height);

    private void Take(ReadOnlySpan<float> samples)
    {
        for (var x = 0; x < _width; x++) _plane[x] = samples[3 * x];
    }

    private void TakeLuma(ReadOnlySpan<float> samples)
    {
        for (var x = 0; x < _width; x++)
            _plane[x] = ColourRows.RedShare * samples[3 * x] + ColourRows.GreenShare * samples[3 * x + 1]
                + ColourRows.BlueShare * samples[3 * x + 2];
    }
}
