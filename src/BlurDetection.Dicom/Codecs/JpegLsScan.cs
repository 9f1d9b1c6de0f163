using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>One scan of JPEG-LS: runs where the surroundings are flat, else prediction errors in Golomb codes (ISO/IEC 14495-1, annex
/// A).</summary>
internal sealed class JpegLsScan
{
    private const int Contexts = 365, Edge = 1;

    // J: the logarithm of the run that a set bit stands for (A.2.1).
    private static readonly int[] RunOrder =
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly SamplePlanes _planes;
    private readonly int[] _components;
    private readonly JpegLsParameters _parameters;
    private readonly bool _bySample;
    private readonly JpegLsContext[] _contexts = new JpegLsContext[Contexts];
    private readonly JpegLsRunContext[] _runContexts;
    private readonly int[] _runIndex;
    private readonly int[][] _above, _row; // with a sample more on either side

    public JpegLsScan(SamplePlanes planes, int[] components, JpegLsParameters parameters, bool bySample)
    {
        (_planes, _components, _parameters, _bySample) = (planes, components, parameters, bySample);
        Array.Fill(_contexts, new JpegLsContext(parameters.Range));
        _runContexts = [new JpegLsRunContext(parameters.Range, 0), new JpegLsRunContext(parameters.Range, 1)];
        _runIndex = new int[components.Length];
        _above = Rows();
        _row = Rows();
    }

    /// <returns>Bytes that the scan took.</returns>
    public int Decode(ReadOnlySpan<byte> data, CancellationToken cancellationToken)
    {
        var bits = new JpegLsBits(data);
        for (var y = 0; y < _planes.Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var above in _above) above[^1] = above[^2];
            for (var i = 0; i < _components.Length; i++) _row[i][0] = _above[i][Edge];
            if (_bySample) RowOf(ref bits, 0, _components.Length);
            else
                for (var i = 0; i < _components.Length; i++) RowOf(ref bits, i, 1);
            if (bits.IsExhausted) throw DicomErrors.CutShort($"its JPEG-LS frame ends in row {y + 1} of {_planes.Height}");
            for (var i = 0; i < _components.Length; i++)
            {
                _planes.Set(_components[i], y, 0, _row[i].AsSpan(Edge, _planes.Width));
                (_row[i], _above[i]) = (_above[i], _row[i]);
            }
        }
        return bits.Position;
    }

    /// <summary>Decodes a row of one component, or of all where they are interleaved by sample.</summary>
    private void RowOf(ref JpegLsBits bits, int first, int count)
    {
        var end = _planes.Width + Edge;
        Span<int> kinds = stackalloc int[_components.Length];
        for (var x = Edge; x < end;)
        {
            var flat = true;
            for (var i = first; i < first + count; i++) flat &= (kinds[i] = Surroundings(_row[i], _above[i], x)) == 0;
            if (flat)
            {
                x = Run(ref bits, first, count, x, end);
                continue;
            }
            for (var i = first; i < first + count; i++) _row[i][x] = Regular(ref bits, _row[i], _above[i], x, kinds[i]);
            x++;
        }
    }

    private int Surroundings(int[] row, int[] above, int x)
    {
        var (left, corner, up, next) = (row[x - 1], above[x - 1], above[x], above[x + 1]);
        return (_parameters.Quantize(next - up) * 9 + _parameters.Quantize(up - corner)) * 9 + _parameters.Quantize(corner - left);
    }

    private int Regular(ref JpegLsBits bits, int[] row, int[] above, int x, int kind)
    {
        ref var context = ref _contexts[Math.Abs(kind)];
        var sign = kind < 0 ? -1 : 1;
        var prediction = Math.Clamp(Median(row[x - 1], above[x], above[x - 1]) + sign * context.Bias, 0, _parameters.Largest);
        var k = context.Golomb;
        var mapped = Code(ref bits, k, _parameters.Limit);
        var error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        if (k == 0 && _parameters.Near == 0 && context.IsInverted) error = -error - 1;
        context.Update(error, _parameters);
        return Reconstruct(prediction, sign * error);
    }

    /// <returns>Where the row goes on after the run and the sample that ends it.</returns>
    private int Run(ref JpegLsBits bits, int first, int count, int x, int end)
    {
        var (from, index) = (x, _runIndex[first]);
        while (x < end && bits.ReadBit())
        {
            var run = 1 << RunOrder[index];
            if (run <= end - x) index = Math.Min(index + 1, RunOrder.Length - 1);
            x = Math.Min(x + run, end);
        }
        var broken = x < end;
        if (broken) x += bits.Read(RunOrder[index]);
        if (x > end) throw DicomErrors.Compressed(JpegLsFrame.Codec, "a run leaves its row");
        for (var i = first; i < first + count; i++) _row[i].AsSpan(from, x - from).Fill(_row[i][from - 1]);
        if (broken && x < end)
        {
            for (var i = first; i < first + count; i++)
                _row[i][x] = EndOfRun(ref bits, _row[i][x - 1], _above[i][x], RunOrder[index], count > 1);
            x++;
            index = Math.Max(index - 1, 0);
        }
        _runIndex[first] = index;
        return x;
    }

    private int EndOfRun(ref JpegLsBits bits, int left, int up, int order, bool together)
    {
        var alike = !together && Math.Abs(left - up) <= _parameters.Near;
        ref var context = ref _runContexts[alike ? 1 : 0];
        var k = context.Golomb;
        var error = context.Error(Code(ref bits, k, _parameters.Limit - order - 1), k, _parameters.Reset);
        return alike ? Reconstruct(left, error) : Reconstruct(up, up < left ? -error : error);
    }

    /// <summary>A Golomb code of limited length (A.5.3).</summary>
    private int Code(ref JpegLsBits bits, int k, int limit)
    {
        var longest = limit - _parameters.RangeBits - 1;
        var zeros = bits.CountZeros(longest);
        return zeros == longest ? bits.Read(_parameters.RangeBits) + 1 : (zeros << k) + bits.Read(k);
    }

    private int Reconstruct(int prediction, int error)
    {
        var (value, wrap) = (prediction + error * _parameters.Step, _parameters.Range * _parameters.Step);
        if (value < -_parameters.Near) value += wrap;
        else if (value > _parameters.Largest + _parameters.Near) value -= wrap;
        return Math.Clamp(value, 0, _parameters.Largest);
    }

    private static int Median(int left, int up, int corner) =>
        corner >= Math.Max(left, up) ? Math.Min(left, up) : corner <= Math.Min(left, up) ? Math.Max(left, up) : left + up - corner;

    private int[][] Rows() => [.. _components.Select(_ => new int[_planes.Width + 2 * Edge])];
}
