namespace BlurDetection.Imaging;

/// <summary>Scales one plane down by Lanczos-3: each output row from the few source rows that it reaches, which are kept,
/// then along it.</summary>
internal sealed class LanczosDownscaler : PlaneScaler
{
    private readonly int _sourceWidth;
    private readonly int _height;
    private readonly Memory<float> _target;
    private readonly AxisWeights _columns;
    private readonly AxisWeights _rows;
    private readonly float[][] _kept; // source row y lies at y % length
    private float[] _sum;
    private int _fed;
    private int _done;

    /// <inheritdoc cref="PlaneScaler.Create"/>
    public LanczosDownscaler(int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        (_sourceWidth, _height, _target) = (sourceWidth, height, target);
        _columns = new AxisWeights(sourceWidth, width, Resampling.Lanczos3);
        _rows = new AxisWeights(sourceHeight, height, Resampling.Lanczos3, banded: false);
        _kept = new float[_rows.Reach][];
        for (var i = 0; i < _kept.Length; i++) _kept[i] = BoundedPool<float>.Rent(sourceWidth);
        _sum = BoundedPool<float>.Rent(sourceWidth + _columns.Taps);
        _sum.AsSpan(sourceWidth, _columns.Taps).Clear(); // read with weight zero, so it must not hold a NaN
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<byte> row)
    {
        RowArithmetic.Convert(row[.._sourceWidth], _kept[_fed % _kept.Length]);
        Advance();
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<float> row)
    {
        row[.._sourceWidth].CopyTo(_kept[_fed % _kept.Length]);
        Advance();
    }

    public override void Dispose()
    {
        _columns.Dispose();
        _rows.Dispose();
        foreach (var row in _kept)
            if (row.Length > 0) BoundedPool<float>.Return(row);
        Array.Fill(_kept, []);
        if (_sum.Length > 0) BoundedPool<float>.Return(_sum);
        _sum = [];
    }

    private void Advance()
    {
        _fed++;
        for (; _done < _height && _fed >= _rows.Start(_done) + _rows.Reach; _done++)
        {
            var weights = _rows.WeightsOf(_done);
            var sum = _sum.AsSpan(0, _sourceWidth);
            RowArithmetic.Scale(Kept(0), weights[0], sum);
            var k = 1;
            for (; k + 4 <= weights.Length; k += 4)
                RowArithmetic.AddScaledFour(Kept(k), Kept(k + 1), Kept(k + 2), Kept(k + 3), weights[k..], sum);
            if (k + 3 == weights.Length)
            {
                RowArithmetic.AddScaledFour(Kept(k), Kept(k + 1), Kept(k + 2), Kept(k),
                    [weights[k], weights[k + 1], weights[k + 2], 0], sum);
                k += 3;
            }
            for (; k < weights.Length; k++) RowArithmetic.AddScaled(Kept(k), weights[k], sum);
            _columns.Apply(_sum, _target.Span.Slice(_done * _columns.Target, _columns.Target));
        }
    }

    private ReadOnlySpan<float> Kept(int tap) => _kept[(_rows.Start(_done) + tap) % _kept.Length].AsSpan(0, _sourceWidth);
}
