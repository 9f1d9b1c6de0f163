using System.Numerics;
using System.Runtime.CompilerServices;

namespace BlurDetection.Jpeg;

/// <summary>Reads what one scan of a JPEG sends of luma (ITU-T T.81, annexes F and G), as libjpeg does.</summary>
/// <param name="coefficients">Takes it.</param>
/// <param name="frame">The frame.</param>
/// <param name="tables">What was said before it.</param>
/// <param name="source">The scan's data.</param>
/// <param name="lookups">Takes <see cref="CodeLookup.Length"/> entries for each of the tables.</param>
internal unsafe ref struct LumaScan(LumaCoefficients coefficients, LumaFrame frame, JpegTables tables, ScanBytes source, int* lookups)
{
    /// <summary>Bytes that a block never takes, nor the first coefficients of an MCU.</summary>
    public const int MostUnitBytes = 512;

    private const int FirstTables = 4, RunOf16Zeros = 0xF0, PerBlock = LumaCoefficients.PerBlock;

    private readonly LumaFrame _frame = frame;
    private ScanBytes _source = source;
    private EntropyBits _bits = new(source.Start);
    private int _first, _last, _high, _low, _endOfBand, _prediction;
    private bool _makesSense = true;

    /// <summary>Where the scan's data end.</summary>
    public readonly int Position => _source.Position;

    /// <summary>Whether all blocks are there; null where the data make no sense.</summary>
    public bool? Read(ReadOnlySpan<byte> header)
    {
        int count = header[0];
        Span<JpegScanPart> parts = stackalloc JpegScanPart[count];
        if (!TryReadHeader(header, parts)) return null;
        coefficients.NoteSent(_first, _last, _low);
        var units = count == 1 ? _frame.Columns * _frame.Rows : _frame.McuColumns * _frame.McuRows;
        for (int unit = 0, end; unit < units; unit = end)
        {
            if (unit > 0 && !TryRestart()) return false;
            end = tables.RestartInterval > 0 ? Math.Min(units, unit + tables.RestartInterval) : units;
            (_endOfBand, _prediction) = (0, 0);
            while (unit < end)
            {
                if (!_source.IsLast) _bits.MoveTo(_source.Fill(_bits.NextByte));
                // Beyond it not all bits of a unit may be at hand.
                var limit = _source.IsLast ? _source.End + sizeof(ulong) : _source.End - MostUnitBytes;
                if (_bits.NextByte > limit) return false;
                unit = !_frame.IsProgressive ? ReadBlocks(parts, unit, end, limit)
                    : _first == 0 ? ReadFirsts(parts, unit, end, limit)
                    : _high == 0 ? ReadBands(parts[0].AcTable, unit, end, limit) : RefineBands(parts[0].AcTable, unit, end, limit);
                if (_makesSense) continue;
                return _bits.Left(_source.End) < 0 ? false : null;
            }
            if (_bits.Left(_source.End) < 0) return false;
        }
        return true;
    }

    private bool TryReadHeader(ReadOnlySpan<byte> header, scoped Span<JpegScanPart> parts)
    {
        var parameters = header[(1 + 2 * parts.Length)..];
        (_first, _last, _high, _low) = _frame.IsProgressive ? (parameters[0], parameters[1], parameters[2] >> 4, parameters[2] & 15)
            : (0, PerBlock - 1, 0, 0);
        if (_frame.IsProgressive && (_first > _last || _last >= PerBlock || _first == 0 && _last > 0 || _low > 13)) return false;
        if (_first > 0 && parts.Length > 1) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            byte id = header[1 + 2 * i], chosen = header[2 + 2 * i];
            var blocks = parts.Length == 1 ? Math.Min(1, _frame.BlocksOf(id)) : _frame.BlocksOf(id); // alone, blocks come one by one
            parts[i] = new JpegScanPart(id == _frame.Luma, blocks, (chosen >> 4) & 3, 4 + (chosen & 3));
            if (blocks == 0 || _first == 0 && _high == 0 && !TryLookUp(parts[i].Table)) return false;
            if (_last > 0 && !TryLookUp(parts[i].AcTable)) return false;
        }
        return true;
    }

    private readonly bool TryLookUp(int table)
    {
        if (tables.Codes[table] is not { IsSound: true } codes) return false;
        var entries = new Span<int>(Lookup(table), CodeLookup.Length);
        CodeLookup.Fill(entries, codes, KindOf(table));
        return table >= FirstTables || codes.IsOfFirst;
    }

    private readonly CodeKind KindOf(int table) => table < FirstTables ? CodeKind.First
        : !_frame.IsProgressive ? CodeKind.Others : _high == 0 ? CodeKind.Band : CodeKind.Refinement;

    private readonly int* Lookup(int table) => lookups + table * CodeLookup.Length;

    private bool TryRestart()
    {
        var next = _source.Restart();
        if (next != null) _bits = new EntropyBits(next);
        return next != null;
    }

    // Each of the following reads units up to one, or the limit, and gives the next one.
    private int ReadFirsts(scoped ReadOnlySpan<JpegScanPart> parts, int unit, int end, byte* limit)
    {
        var (bits, prediction) = (_bits, _prediction);
        var dc = coefficients.Dc.AsSpan();
        var (row, column) = Math.DivRem(unit, _frame.McuColumns);
        for (; unit < end && bits.NextByte <= limit && _makesSense; unit++)
        {
            foreach (var part in parts)
            {
                for (var block = 0; block < part.Blocks; block++)
                {
                    bits.Fill();
                    var value = _high > 0 ? (int)bits.Take(1) : Difference(ref bits, part.Table);
                    if (!part.IsLuma) continue;
                    if (_high == 0) value = prediction += value;
                    var place = parts.Length == 1 ? unit : _frame.Place(row, column, block);
                    if (place < 0) continue;
                    if (_high > 0) dc[place] |= value << _low;
                    else dc[place] = value << _low;
                }
            }
            if (++column < _frame.McuColumns) continue;
            (row, column) = (row + 1, 0);
        }
        (_bits, _prediction) = (bits, prediction);
        return unit;
    }
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Difference(ref EntropyBits bits, int table)
    {
        var entry = bits.Next(Lookup(table), tables.Codes[table]!, CodeKind.First);
        if (entry == 0) _makesSense = false;
        return bits.TakeValue(entry);
    }

    // Of a file that is not progressive.
    private int ReadBlocks(scoped ReadOnlySpan<JpegScanPart> parts, int unit, int end, byte* limit)
    {
        var (row, column) = Math.DivRem(unit, _frame.McuColumns);
        for (; unit < end && _bits.NextByte <= limit; unit++)
        {
            foreach (var part in parts)
            {
                for (var block = 0; block < part.Blocks; block++)
                {
                    _bits.Fill();
                    var difference = Difference(ref _bits, part.Table);
                    var place = !part.IsLuma ? -1 : parts.Length == 1 ? unit : _frame.Place(row, column, block);
                    if (part.IsLuma) _prediction += difference;
                    if (place >= 0) coefficients.Dc[place] = _prediction;
                    ulong ignored = 0;
                    _makesSense &= TryReadBlock(part.AcTable, place < 0 ? null : coefficients.Of(place),
                        ref place < 0 ? ref ignored : ref coefficients.NonZero[place]);
                    if (!_makesSense) return unit;
                }
            }
            if (++column < _frame.McuColumns) continue;
            (row, column) = (row + 1, 0);
        }
        return unit;
    }

    private bool TryReadBlock(int table, short* values, ref ulong nonZero)
    {
        var (bits, codes, mask) = (_bits, tables.Codes[table]!, 0UL);
        var lookup = Lookup(table);
        for (var k = 0; k < PerBlock - 1;)
        {
            bits.Fill();
            var entry = bits.Next(lookup, codes, CodeKind.Others);
            if (entry == 0) return false;
            k += CodeLookup.Advance(entry);
            var value = (short)bits.TakeValue(entry);
            if (k >= CodeLookup.EndOfBlock) break;
            if (k >= PerBlock) return false;
            if (value == 0 || values == null) continue;
            values[LumaCoefficients.Places[k]] = value;
            mask |= LumaCoefficients.Bit(k);
        }
        (_bits, nonZero) = (bits, nonZero | mask);
        return true;
    }

    private int ReadBands(int table, int unit, int end, byte* limit)
    {
        var (bits, codes, last, low) = (_bits, tables.Codes[table]!, _last, _low);
        var lookup = Lookup(table);
        var nonZero = coefficients.NonZero.AsSpan();
        for (; unit < end && bits.NextByte <= limit; unit++)
        {
            var values = coefficients.Of(unit);
            ref var mask = ref nonZero[unit];
            for (var k = _first - 1; k < last;)
            {
                bits.Fill();
                var entry = bits.Next(lookup, codes, CodeKind.Band);
                if (entry == 0) return MakesNoSense(bits);
                var advance = CodeLookup.Advance(entry);
                if (advance >= CodeLookup.EndOfBlock)
                {
                    bits.Take(CodeLookup.CodeBits(entry));
                    var run = advance - CodeLookup.EndOfBlock;
                    unit += (1 << run) - 1 + (int)bits.Take(run); // blocks without bits of their own
                    break;
                }
                var value = bits.TakeValue(entry);
                k += advance;
                if (value == 0) continue; // sixteen zeros
                if (k > last) return MakesNoSense(bits);
                values[LumaCoefficients.Places[k]] = (short)(value << low);
                mask |= LumaCoefficients.Bit(k);
            }
        }
        _bits = bits;
        return unit;
    }

    // A bit for each coefficient that is not zero yet, and new ones between them (G.1.2.3).
    private int RefineBands(int table, int unit, int end, byte* limit)
    {
        var (bits, codes, low) = (_bits, tables.Codes[table]!, _low);
        var (band, endOfBand) = (BandFrom(_first), _endOfBand);
        var lookup = Lookup(table);
        var masks = coefficients.NonZero.AsSpan();
        for (; unit < end && bits.NextByte <= limit; unit++)
        {
            var nonZero = masks[unit];
            if (endOfBand > 0)
            {
                endOfBand--;
                if ((nonZero & band) != 0) Corrections.Add(coefficients.Of(unit), Corrections.Take(ref bits, nonZero & band), low);
                continue;
            }
            var values = coefficients.Of(unit);
            ulong refined = nonZero, ones = 0;
            for (var k = _first; k <= _last; k++)
            {
                bits.Fill();
                var entry = bits.Next(lookup, codes, CodeKind.Refinement);
                if (entry == 0) return MakesNoSense(bits);
                bits.Take(CodeLookup.CodeBits(entry));
                int symbol = CodeLookup.Advance(entry), run = symbol >> 4, size = symbol & 15, added = 0;
                if (size == 0 && symbol != RunOf16Zeros)
                {
                    endOfBand = (1 << run) - 1 + (int)bits.Take(run);
                    ones |= Corrections.Take(ref bits, refined & BandFrom(k));
                    break;
                }
                if (size > 0) added = ((int)(bits.Take(1) << 1) - 1) << low;
                var zeros = ~nonZero & BandFrom(k);
                var left = Math.Max(0, BitOperations.PopCount(zeros) - run); // without the first so many
                zeros = Corrections.Deposit((1UL << left) - 1, zeros);
                var next = zeros == 0 ? _last + 1 : BitOperations.LeadingZeroCount(zeros);
                ones |= Corrections.Take(ref bits, refined & BandFrom(k) & ~BandFrom(next));
                k = next;
                if (added == 0) continue;
                if (k > _last) return MakesNoSense(bits);
                values[LumaCoefficients.Places[k]] = (short)added;
                nonZero |= LumaCoefficients.Bit(k);
            }
            Corrections.Add(values, ones, low);
            masks[unit] = nonZero;
        }
        (_bits, _endOfBand) = (bits, endOfBand);
        return unit;
    }

    private int MakesNoSense(EntropyBits bits)
    {
        (_bits, _makesSense) = (bits, false);
        return 0;
    }

    // A bit for each coefficient from k to the last of the scan.
    private readonly ulong BandFrom(int k) => k > _last ? 0 : ulong.MaxValue >> k & ulong.MaxValue << (63 - _last);
}
