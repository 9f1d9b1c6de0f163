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
    private readonly RowRing _kept;
    private readonly AlignedFloats _sum; // with its padding
    private int _fed;
    private int _done;

    /// <inheritdoc cref="PlaneScaler.Create"/>
    public LanczosDownscaler(int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        (_sourceWidth, _height, _target) = (sourceWidth, height, target);
        _columns = new AxisWeights(sourceWidth, width, Resampling.Lanczos3);
        _rows = new AxisWeights(sourceHeight, height, Resampling.Lanczos3, banded: false);
        _kept = new RowRing(sourceWidth, _rows.Reach);
        var (before, behind) = _columns.Padding;
        _sum = new AlignedFloats(before + sourceWidth + behind);
        _sum.Span.Clear(); // the padding must not hold a NaN
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<byte> row)
    {
        RowArithmetic.Convert(row[.._sourceWidth], _kept.Row(_fed));
        Advance();
    }

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<float> row)
    {
        row[.._sourceWidth].CopyTo(_kept.Row(_fed));
        Advance();
    }

    public override void Dispose()
    {
        _columns.Dispose();
        _rows.Dispose();
        _kept.Dispose();
        _sum.Dispose();
    }

    private void Advance()
    {
        _fed++;
        var sum = _sum.Span;
        var values = sum.Slice(_columns.Padding.Before, _sourceWidth);
        for (; _done < _height && _fed >= _rows.Start(_done) + _rows.Reach; _done++)
        {
            _kept.Sum(_rows.Start(_done), _rows.WeightsOf(_done), values);
            _columns.Apply(sum, _target.Span.Slice(_done * _columns.Target, _columns.Target));
        }
    }
}
