namespace BlurDetection.Imaging;

/// <summary>Scales one plane down by Lanczos-3: rows first, each into the few output rows that it reaches, then along each output row.</summary>
internal sealed class LanczosDownscaler : PlaneScaler
{
    private readonly int _sourceWidth;
    private readonly int _height;
    private readonly Memory<float> _target;
    private readonly AxisWeights _columns;
    private readonly AxisWeights _rows;
    private readonly float[][] _sums; // output rows that are not complete yet: row j lies at j % length
    private float[] _row;
    private int _fed;
    private int _done;
    private int _begun;

    /// <inheritdoc cref="PlaneScaler.Create"/>
    public LanczosDownscaler(int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        (_sourceWidth, _height, _target) = (sourceWidth, height, target);
        _columns = new AxisWeights(sourceWidth, width, Resampling.Lanczos3);
        _rows = new AxisWeights(sourceHeight, height, Resampling.Lanczos3);
        _row = BoundedPool<float>.Rent(sourceWidth);
        var open = 2;
        for (var j = 0; j < height; j++)
            while (j + open <= height - 1 && _rows.Start(j + open) <= _rows.Start(j) + _rows.Taps) open++;
        _sums = new float[open + 1][];
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = BoundedPool<float>.Rent(sourceWidth + _columns.Taps);
            _sums[i].AsSpan(sourceWidth, _columns.Taps).Clear(); // read with weight zero, so it must not hold a NaN
        }
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
        for (; _begun < _height && _rows.Start(_begun) <= _fed; _begun++) _sums[_begun % _sums.Length].AsSpan(0, _sourceWidth).Clear();
        for (var j = _done; j < _begun; j++)
        {
            var tap = _fed - _rows.Start(j);
            if (tap < _rows.Taps && _rows.Weight(j, tap) is var weight and not 0) RowArithmetic.AddScaled(row, weight, _sums[j % _sums.Length]);
        }
        _fed++;
        for (; _done < _begun && _fed >= Math.Min(_rows.Start(_done) + _rows.Taps, _rows.Source); _done++)
            _columns.Apply(_sums[_done % _sums.Length], _target.Span.Slice(_done * _columns.Target, _columns.Target));
    }

    public override void Dispose()
    {
        _columns.Dispose();
        _rows.Dispose();
        foreach (var sum in _sums)
            if (sum.Length > 0) BoundedPool<float>.Return(sum);
        Array.Fill(_sums, []);
        if (_row.Length > 0) BoundedPool<float>.Return(_row);
        _row = [];
    }
}
