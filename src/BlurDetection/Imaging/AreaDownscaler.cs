using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Scales one plane by area averaging with exact fractional coverage, fed row by row.</summary>
/// <remarks>An axis on which the source is smaller than the target is interpolated linearly instead (fixed sizes only).</remarks>
internal sealed class AreaDownscaler : PlaneScaler
{
    private readonly int _sourceWidth;
    private readonly int _sourceHeight;
    private readonly int _height;
    private readonly Memory<float> _target;
    private readonly AxisWeights _columns;
    private readonly bool _enlargesRows;
    private float[] _row;
    private float[] _sum; // shrinking: the source rows gathered for one output row; enlarging: every source row, brought to width
    private int _fed;
    private int _done;
    private bool _begun;

    /// <inheritdoc cref="PlaneScaler.Create"/>
    public AreaDownscaler(int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        (_sourceWidth, _sourceHeight, _height, _target) = (sourceWidth, sourceHeight, height, target);
        _columns = new AxisWeights(sourceWidth, width);
        _enlargesRows = sourceHeight < height;
        _row = RentPadded();
        _sum = _enlargesRows ? BoundedPool<float>.Rent(sourceHeight * width) : RentPadded();
    }

    /// <summary>Scales a whole plane at once.</summary>
    public static void Scale(ReadOnlySpan<float> source, int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        using var scaler = new AreaDownscaler(sourceWidth, sourceHeight, width, height, target);
        for (var y = 0; y < sourceHeight; y++) scaler.AddRow(source.Slice(y * sourceWidth, sourceWidth));
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<byte> row)
    {
        RowArithmetic.Convert(row[.._sourceWidth], _row);
        AddRow(_row.AsSpan(0, _sourceWidth));
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<float> row)
    {
        if (_enlargesRows)
        {
            row.CopyTo(_row);
            _columns.Apply(_row, _sum.AsSpan(_fed * _columns.Target));
            if (++_fed == _sourceHeight) Interpolate();
            return;
        }

        // In units of 1/_height source rows, this row covers [top, bottom), and output row j covers [j*_sourceHeight, (j+1)*_sourceHeight).
        long top = (long)_fed++ * _height, bottom = top + _height;
        while (top < bottom)
        {
            var end = (_done + 1L) * _sourceHeight;
            var share = (float)((double)(Math.Min(bottom, end) - top) / _sourceHeight);
            if (_begun) RowArithmetic.AddScaled(row, share, _sum);
            else RowArithmetic.Scale(row, share, _sum);
            _begun = bottom < end;
            if (!_begun) _columns.Apply(_sum, OutputRow(_done++));
            top = Math.Min(bottom, end);
        }
    }

    public override void Dispose()
    {
        _columns.Dispose();
        if (_row.Length > 0) BoundedPool<float>.Return(_row);
        if (_sum.Length > 0) BoundedPool<float>.Return(_sum);
        _row = _sum = [];
    }

    private float[] RentPadded()
    {
        var row = BoundedPool<float>.Rent(_sourceWidth + _columns.Taps);
        row.AsSpan(_sourceWidth, _columns.Taps).Clear(); // read with weight zero, so it must not hold a NaN
        return row;
    }

    private Span<float> OutputRow(int y) => _target.Span.Slice(y * _columns.Target, _columns.Target);

    private void Interpolate()
    {
        var width = _columns.Target;
        for (var y = 0; y < _height; y++)
        {
            var centre = Math.Clamp((y + 0.5) * _sourceHeight / _height - 0.5, 0, _sourceHeight - 1);
            var above = (int)centre;
            var below = Math.Min(above + 1, _sourceHeight - 1);
            var share = (float)(centre - above);
            RowArithmetic.Scale(_sum.AsSpan(above * width, width), 1 - share, OutputRow(y));
            RowArithmetic.AddScaled(_sum.AsSpan(below * width, width), share, OutputRow(y));
        }
    }
}
