using System.Numerics;

namespace BlurDetection.Jpeg;

/// <summary>Walks the blocks of one scan without computing a pixel (ITU-T T.81, annexes F and G).</summary>
internal ref struct JpegScan(JpegFrame frame, JpegHuffmanTable?[] tables, int restartInterval, JpegBits bits)
{
    private const int RunOf16Zeros = 15;

    private JpegBits _bits = bits;
    private int _first, _last, _high, _low, _endOfBand;

    /// <summary>Where the scan's data end.</summary>
    public readonly int Position => _bits.Position;

    /// <summary>Whether all blocks are there; null where the data make no sense.</summary>
    public bool? IsWhole(ReadOnlySpan<byte> header)
    {
        if (header.Length < 1 || header[0] is < 1 or > 4 || header.Length < 4 + 2 * header[0]) return null;
        var count = header[0];
        var parameters = header[(1 + 2 * count)..];
        (_first, _last, _high, _low) = frame.IsProgressive ? (parameters[0], parameters[1], parameters[2] >> 4, parameters[2] & 15)
            : (0, 63, 0, 0);
        if (_first > _last || _last > 63 || frame.IsProgressive && _first == 0 && _last > 0) return null;
        var chosen = new (JpegFrameComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac)[count];
        for (var i = 0; i < count; i++)
        {
            var id = header[1 + 2 * i];
            if (Array.Find(frame.Components, c => c.Id == id) is not { } component) return null;
            chosen[i] = (component, tables[(header[2 + 2 * i] >> 4) & 3], tables[4 + (header[2 + 2 * i] & 3)]);
        }
        var alone = count == 1 ? chosen[0].Component : null;
        var units = alone is null ? frame.McuColumns * frame.McuRows : alone.Columns * alone.Rows;
        for (int unit = 0, end; unit < units; unit = end)
        {
            if (unit > 0 && (_bits.IsExhausted || !_bits.TryRestart())) return false;
            _endOfBand = 0;
            end = restartInterval > 0 ? Math.Min(units, unit + restartInterval) : units;
            var readable = _first == 0 && _high > 0 ? TryDcRefinement(chosen, alone, end - unit)
                : alone is null ? TryInterleaved(chosen, unit, end) : TryAlone(chosen[0], unit, end);
            if (_bits.IsExhausted) return false;
            if (!readable) return null;
        }
        return true;
    }

    private bool TryAlone((JpegFrameComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac) part, int unit, int end)
    {
        var component = part.Component;
        int column = unit % component.Columns, place = unit / component.Columns * component.Stride + column;
        while (unit < end)
        {
            if (_endOfBand > 0 && _high == 0)
            {
                // Blocks without bits of their own.
                var run = Math.Min(_endOfBand, end - unit);
                _endOfBand -= run;
                unit += run;
                column = unit % component.Columns;
                place = unit / component.Columns * component.Stride + column;
                continue;
            }
            if (!TryBlock(part, place) || _bits.IsExhausted) return false;
            (unit, place) = (unit + 1, place + 1);
            if (++column < component.Columns) continue;
            column = 0;
            place += component.Stride - component.Columns;
        }
        return true;
    }

    private bool TryInterleaved((JpegFrameComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac)[] parts, int unit, int end)
    {
        for (; unit < end; unit++)
        {
            foreach (var part in parts)
                for (var b = 0; b < part.Component.Horizontal * part.Component.Vertical; b++)
                    if (!TryBlock(part, Place(part.Component, unit, b))) return false;
            if (_bits.IsExhausted) return false;
        }
        return true;
    }

    // A bit for each block.
    private bool TryDcRefinement(
        (JpegFrameComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac)[] parts, JpegFrameComponent? alone, int units)
    {
        var blocks = 0;
        foreach (var part in parts) blocks += part.Component.Horizontal * part.Component.Vertical;
        _bits.Skip(units * (alone is null ? blocks : 1));
        return true;
    }

    private readonly int Place(JpegFrameComponent component, int mcu, int block) =>
        (mcu / frame.McuColumns * component.Vertical + block / component.Horizontal) * component.Stride
        + mcu % frame.McuColumns * component.Horizontal + block % component.Horizontal;

    private bool TryBlock((JpegFrameComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac) part, int place)
    {
        if (_first == 0 && !TryDc(part.Dc)) return false;
        if (_last == 0) return true;
        if (part.Ac is not { } ac) return false;
        if (!frame.IsProgressive) return TryBand(ac, 1, ref _endOfBand, ref System.Runtime.CompilerServices.Unsafe.NullRef<ulong>());
        ref var nonZero = ref part.Component.NonZero[place];
        return _high == 0 ? TryBand(ac, _first, ref _endOfBand, ref nonZero) : TryRefinement(ac, ref nonZero);
    }

    private bool TryDc(JpegHuffmanTable? table)
    {
        if (table is null || !_bits.TryDecode(table, out var size) || size > 16) return false;
        _bits.Take(size);
        return true;
    }

    private bool TryBand(JpegHuffmanTable table, int first, ref int endOfBand, ref ulong nonZero)
    {
        if (endOfBand > 0)
        {
            endOfBand--;
            return true;
        }
        for (var k = first; k <= _last; k++)
        {
            if (!_bits.TryDecode(table, out var symbol)) return false;
            int run = symbol >> 4, size = symbol & 15;
            k += run;
            if (size > 0)
            {
                if (k > _last) return false;
                _bits.Take(size);
                if (frame.IsProgressive) nonZero |= 1UL << k;
            }
            else if (run < RunOf16Zeros)
            {
                endOfBand = frame.IsProgressive ? (1 << run) - 1 + _bits.Take(run) : 0;
                break;
            }
        }
        return true;
    }

    /// <summary>A refining scan (G.1.2.3): a bit for each coefficient that is not zero yet, and new ones between them.</summary>
    private bool TryRefinement(JpegHuffmanTable table, ref ulong nonZero)
    {
        var k = _first;
        if (_endOfBand == 0)
        {
            for (; k <= _last; k++)
            {
                if (!_bits.TryDecode(table, out var symbol)) return false;
                int run = symbol >> 4, size = symbol & 15;
                if (size == 0 && run < RunOf16Zeros)
                {
                    _endOfBand = (1 << run) + _bits.Take(run);
                    break;
                }
                if (size > 0) _bits.Take(1);
                var zeros = ~nonZero & BandFrom(k);
                for (; run > 0; run--) zeros &= zeros - 1; // those that are passed over
                var next = zeros == 0 ? _last + 1 : BitOperations.TrailingZeroCount(zeros);
                _bits.Skip(BitOperations.PopCount(nonZero & BandFrom(k) & ~BandFrom(next)));
                k = next;
                if (size > 0 && k <= _last) nonZero |= 1UL << k;
            }
        }
        if (_endOfBand == 0) return true;
        _bits.Skip(BitOperations.PopCount(nonZero & BandFrom(k)));
        _endOfBand--;
        return true;
    }

    // A bit for each coefficient from k to the last of the scan.
    private readonly ulong BandFrom(int k) => k > _last ? 0 : ulong.MaxValue << k & ulong.MaxValue >> (63 - _last);
}
