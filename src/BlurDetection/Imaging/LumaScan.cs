using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Imaging;

/// <summary>Reads what one scan of a JPEG sends of luma (ITU-T T.81, annexes F and G), as libjpeg does.</summary>
internal ref struct LumaScan(
    LumaCoefficients coefficients, LumaFrame frame, JpegHuffmanTable?[] tables, int restartInterval, JpegBits bits)
{
    private const int RunOf16Zeros = 15;

    private JpegBits _bits = bits;
    private int _first, _last, _high, _low, _endOfBand;

    /// <summary>Where the scan's data end.</summary>
    public readonly int Position => _bits.Position;

    /// <summary>Whether all blocks are there; null where the data make no sense.</summary>
    public bool? Read(ReadOnlySpan<byte> header)
    {
        int count = header[0];
        var parameters = header[(1 + 2 * count)..];
        (_first, _last, _high, _low) = (parameters[0], parameters[1], parameters[2] >> 4, parameters[2] & 15);
        if (!frame.IsProgressive) (_first, _last, _high, _low) = (0, LumaCoefficients.PerBlock - 1, 0, 0);
        else if (_first > _last || _last >= LumaCoefficients.PerBlock || _first == 0 && _last > 0 || _first > 0 && count > 1 || _low > 13)
            return null;
        coefficients.NoteSent(_first, _last, _low);
        Span<JpegScanPart> parts = stackalloc JpegScanPart[count];
        for (var i = 0; i < count; i++)
        {
            var id = header[1 + 2 * i];
            parts[i] = new JpegScanPart(id == frame.Luma, frame.BlocksOf(id), (header[2 + 2 * i] >> 4) & 3, 4 + (header[2 + 2 * i] & 3));
            if (parts[i].Blocks == 0 || _first == 0 && _high == 0 && tables[parts[i].Table] is null) return null;
            if (_last > 0 && tables[parts[i].AcTable] is null) return null;
        }
        var ac = tables[parts[0].AcTable];
        var units = count == 1 ? frame.Columns * frame.Rows : frame.McuColumns * frame.McuRows;
        for (int unit = 0, end; unit < units; unit = end)
        {
            if (unit > 0 && (_bits.IsExhausted || !_bits.TryRestart())) return false;
            end = restartInterval > 0 ? Math.Min(units, unit + restartInterval) : units;
            _endOfBand = 0;
            var readable = !frame.IsProgressive ? TryBlocks(parts, count == 1, unit, end)
                : _first > 0 ? _high == 0 ? TryBands(ac!, unit, end) : TryRefinements(ac!, unit, end)
                : count == 1 ? TryDcAlone(tables[parts[0].Table], unit, end) : TryDc(parts, unit, end);
            if (_bits.IsExhausted) return false;
            if (!readable) return null;
        }
        return true;
    }

    private bool TryDcAlone(JpegHuffmanTable? table, int unit, int end)
    {
        var dc = coefficients.Dc.AsSpan(unit, end - unit);
        var prediction = 0;
        foreach (ref var value in dc)
        {
            if (_high > 0) value |= _bits.Take(1) << _low;
            else if (!TryDifference(table!, ref prediction)) return false;
            else value = prediction << _low;
            if (_bits.IsExhausted) return false;
        }
        return true;
    }

    private bool TryDc(scoped ReadOnlySpan<JpegScanPart> parts, int unit, int end)
    {
        Span<int> predictions = stackalloc int[parts.Length];
        predictions.Clear();
        var dc = coefficients.Dc.AsSpan();
        var (row, column) = Math.DivRem(unit, frame.McuColumns);
        for (; unit < end; unit++)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                var (part, table) = (parts[i], tables[parts[i].Table]);
                for (var block = 0; block < part.Blocks; block++)
                {
                    var bit = 0;
                    if (_high > 0) bit = _bits.Take(1) << _low;
                    else if (!TryDifference(table!, ref predictions[i])) return false;
                    if (!part.IsLuma || frame.Place(row, column, block) is not (>= 0 and var place)) continue;
                    if (_high > 0) dc[place] |= bit;
                    else dc[place] = predictions[i] << _low;
                }
            }
            if (_bits.IsExhausted) return false;
            if (++column < frame.McuColumns) continue;
            (row, column) = (row + 1, 0);
        }
        return true;
    }

    private unsafe bool TryBlocks(scoped ReadOnlySpan<JpegScanPart> parts, bool isAlone, int unit, int end)
    {
        Span<int> predictions = stackalloc int[parts.Length];
        predictions.Clear();
        var (row, column) = Math.DivRem(unit, frame.McuColumns);
        for (; unit < end; unit++)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                for (var block = 0; block < (isAlone ? 1 : parts[i].Blocks); block++)
                {
                    if (!TryDifference(tables[parts[i].Table]!, ref predictions[i])) return false;
                    var place = !parts[i].IsLuma ? -1 : isAlone ? unit : frame.Place(row, column, block);
                    if (place >= 0) coefficients.Dc[place] = predictions[i];
                    ulong ignored = 0;
                    if (!TryBlock(tables[parts[i].AcTable]!, place < 0 ? null : coefficients.Of(place),
                        ref place < 0 ? ref ignored : ref coefficients.NonZero[place]))
                        return false;
                }
            }
            if (_bits.IsExhausted) return false;
            if (++column < frame.McuColumns) continue;
            (row, column) = (row + 1, 0);
        }
        return true;
    }

    private unsafe bool TryBlock(JpegHuffmanTable table, short* values, ref ulong nonZero)
    {
        for (var k = 1; k < LumaCoefficients.PerBlock; k++)
        {
            if (!_bits.TryDecode(table, out var symbol)) return false;
            int run = symbol >> 4, size = symbol & 15;
            if (size == 0 && run < RunOf16Zeros) return true;
            k += run;
            if (size == 0) continue;
            if (k >= LumaCoefficients.PerBlock) return false;
            var value = Extend(_bits.Take(size), size);
            if (values == null) continue;
            values[LumaCoefficients.Places[k]] = (short)value;
            nonZero |= 1UL << k;
        }
        return true;
    }

    private bool TryDifference(JpegHuffmanTable table, ref int prediction)
    {
        if (!_bits.TryDecode(table, out var size) || size > 15) return false;
        prediction += Extend(_bits.Take(size), size);
        return true;
    }

    private unsafe bool TryBands(JpegHuffmanTable table, int unit, int end)
    {
        var nonZero = coefficients.NonZero.AsSpan();
        for (; unit < end; unit++)
        {
            var values = coefficients.Of(unit);
            var mask = nonZero[unit];
            for (var k = _first; k <= _last; k++)
            {
                if (!_bits.TryDecode(table, out var symbol)) return false;
                int run = symbol >> 4, size = symbol & 15;
                k += run;
                if (size > 0)
                {
                    if (k > _last) return false;
                    values[LumaCoefficients.Places[k]] = (short)(Extend(_bits.Take(size), size) << _low);
                    mask |= 1UL << k;
                }
                else if (run < RunOf16Zeros)
                {
                    _endOfBand = (1 << run) - 1 + _bits.Take(run);
                    break;
                }
            }
            nonZero[unit] = mask;
            if (_bits.IsExhausted) return false;
            unit += _endOfBand; // blocks without bits of their own
            _endOfBand = 0;
        }
        return true;
    }

    // A bit for each coefficient that is not zero yet, and new ones between them (G.1.2.3).
    private unsafe bool TryRefinements(JpegHuffmanTable table, int unit, int end)
    {
        var band = BandFrom(_first);
        for (; unit < end; unit++)
        {
            ref var nonZero = ref coefficients.NonZero[unit];
            if (_endOfBand > 0)
            {
                _endOfBand--;
                if ((nonZero & band) == 0) continue;
                Refine(coefficients.Of(unit), nonZero & band);
            }
            else if (!TryRefinement(table, coefficients.Of(unit), ref nonZero)) return false;
            if (_bits.IsExhausted) return false;
        }
        return true;
    }

    private unsafe bool TryRefinement(JpegHuffmanTable table, short* values, ref ulong nonZero)
    {
        for (var k = _first; k <= _last; k++)
        {
            if (!_bits.TryDecode(table, out var symbol)) return false;
            int run = symbol >> 4, size = symbol & 15, added = 0;
            if (size == 0 && run < RunOf16Zeros)
            {
                _endOfBand = (1 << run) - 1 + _bits.Take(run);
                Refine(values, nonZero & BandFrom(k));
                return true;
            }
            if (size > 0) added = _bits.Take(1) == 1 ? 1 << _low : -1 << _low;
            var zeros = After(~nonZero & BandFrom(k), run);
            var next = zeros == 0 ? _last + 1 : BitOperations.TrailingZeroCount(zeros);
            Refine(values, nonZero & BandFrom(k) & ~BandFrom(next));
            k = next;
            if (added == 0) continue;
            if (k > _last) return false;
            values[LumaCoefficients.Places[k]] = (short)added;
            nonZero |= 1UL << k;
        }
        return true;
    }

    // What a bit adds goes away from zero; without branches, since nothing tells the bits beforehand.
    private unsafe void Refine(short* values, ulong refined)
    {
        while (refined != 0)
        {
            var count = Math.Min(16, BitOperations.PopCount(refined));
            for (var taken = _bits.Take(count); --count >= 0; refined &= refined - 1)
            {
                var value = values + LumaCoefficients.Places[BitOperations.TrailingZeroCount(refined)];
                int step = taken >> count & ~(*value >> _low) & 1, sign = *value >> 15;
                *value += (short)(((step << _low) ^ sign) - sign);
            }
        }
    }

    // Without the first so many.
    private static ulong After(ulong zeros, int run)
    {
        if (Bmi2.X64.IsSupported) return zeros & (ulong)-(long)Bmi2.X64.ParallelBitDeposit(1UL << run, zeros);
        for (; run > 0; run--) zeros &= zeros - 1;
        return zeros;
    }

    private static int Extend(int value, int size) => size == 0 || value >= 1 << (size - 1) ? value : value - (1 << size) + 1;

    // A bit for each coefficient from k to the last of the scan.
    private readonly ulong BandFrom(int k) => k > _last ? 0 : ulong.MaxValue << k & ulong.MaxValue >> (63 - _last);
}
