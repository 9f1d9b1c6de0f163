using BlurDetection.Buffers;

namespace BlurDetection.Jpeg;

/// <summary>Reads the luma of the one scan of a sequential JPEG, a row of MCUs at a time.</summary>
internal sealed unsafe class SequentialReader
{
    private const int PerBlock = LumaCoefficients.PerBlock, AtOnce = 32; // blocks across
    private const int MostMcuBlocks = 10, MostMcuBytes = 2560; // ten blocks of a code of 27 bits and 63 of 26 take less
    private const int PieceBytes = 1 << 16;

    // Where each coefficient lies, in eight rows; what is beyond the last goes behind the block.
    private static readonly byte[] Places =
        [.. LumaCoefficients.Places, .. Enumerable.Repeat((byte)PerBlock, byte.MaxValue + 1 - PerBlock)];

    private readonly JpegScanPart[] _parts;
    private readonly JpegTables _tables;
    private readonly PairDct _dct;
    private readonly int _size, _divisor, _across, _down, _columns, _rows; // blocks of luma in an MCU, and MCUs
    private int _prediction;

    private SequentialReader(in LumaFrame frame, JpegScanPart[] parts, JpegTables tables, int[] quantisation, int size)
    {
        (_parts, _tables, _size, _dct) = (parts, tables, size, new PairDct(quantisation, size));
        _divisor = quantisation[0];
        var isAlone = parts.Length == 1; // a scan of one component has its blocks one by one
        (_across, _down) = isAlone ? (1, 1) : (frame.Across, frame.Down);
        (_columns, _rows) = isAlone ? (frame.Columns, frame.Rows) : (frame.McuColumns, frame.McuRows);
    }

    /// <summary>Prepares to read; null where the scan's header is unusual.</summary>
    public static SequentialReader? TryCreate(in LumaFrame frame, ReadOnlySpan<byte> header, JpegTables tables, int size)
    {
        int count = frame.Components, blocks = 0;
        if (header.Length < 4 + 2 * count || header[0] != count) return null;
        if (tables.Quantisation[frame.Quantisation] is not { } quantisation) return null;
        var parts = new JpegScanPart[count];
        for (var i = 0; i < count; i++)
        {
            byte id = header[1 + 2 * i], chosen = header[2 + 2 * i];
            var part = new JpegScanPart(id == frame.Luma, count == 1 ? 1 : frame.BlocksOf(id), chosen >> 4 & 3, 4 + (chosen & 3));
            if (part.Blocks == 0 || part.IsLuma != (i == 0) || (chosen & 0xCC) != 0) return null;
            if (tables.Codes[part.Table] is not { IsSound: true, IsOfFirst: true }) return null;
            if (tables.Codes[part.AcTable] is not { IsSound: true }) return null;
            (parts[i], blocks) = (part, blocks + part.Blocks);
        }
        return blocks > MostMcuBlocks ? null : new SequentialReader(frame, parts, tables, quantisation, size);
    }

    /// <summary>Feeds luma's rows.</summary>
    /// <returns>False where data are damaged, missing, or more than there should be.</returns>
    public bool TryRead(ReadOnlySpan<byte> jpeg, int start, int width, int height, IRowSink target)
    {
        var stride = (_columns * _across + 1) * _size; // a block without a neighbour has one there
        var lookups = BoundedPool<int>.Rent(_parts.Length * SequentialTables.Length);
        var piece = BoundedPool<byte>.Rent(PieceBytes);
        var pixels = BoundedPool<byte>.Rent(_down * _size * stride);
        try
        {
            fixed (int* entries = lookups)
            fixed (byte* bytes = piece, rows = pixels)
            {
                var tables = stackalloc SequentialTables[_parts.Length];
                MakeTables(tables, entries);
                var source = new ScanBytes(jpeg, start, new Span<byte>(bytes, PieceBytes), MostMcuBytes);
                var bits = new EntropyBits(bytes);
                for (var y = 0; y < _rows; y++)
                {
                    if (!TryReadRow(y, tables, ref source, ref bits, rows, stride)) return false;
                    for (var i = 0; i < _down * _size && y * _down * _size + i < height; i++)
                        target.AddRow(pixels.AsSpan(i * stride, width));
                }
                return bits.Left(source.End) >= 0; // what follows, libjpeg passes over as well
            }
        }
        finally
        {
            BoundedPool<int>.Return(lookups);
            BoundedPool<byte>.Return(piece);
            BoundedPool<byte>.Return(pixels);
        }
    }

    private void MakeTables(SequentialTables* tables, int* entries)
    {
        for (var i = 0; i < _parts.Length; i++, entries += SequentialTables.Length)
        {
            if (i > 1 && _parts[i] with { Blocks = _parts[1].Blocks } == _parts[1]) tables[i] = tables[1];
            else tables[i] = new SequentialTables(
                _divisor, _tables.Codes[_parts[i].Table]!, _tables.Codes[_parts[i].AcTable]!, entries, i == 0, i == 0 && _size > 1);
        }
    }

    private bool TryReadRow(int y, SequentialTables* tables, ref ScanBytes source, ref EntropyBits bits, byte* rows, int stride)
    {
        const int Across = AtOnce + 1; // behind each row one that a flat block's neighbour may be
        var coefficients = stackalloc short[_down * Across * PerBlock + 1];
        var flat = stackalloc bool[_down * Across];
        var atOnce = AtOnce / _across;
        for (var x = 0; x < _columns; x += atOnce)
        {
            var units = Math.Min(atOnce, _columns - x);
            new Span<short>(coefficients, _down * Across * PerBlock).Clear();
            for (var unit = 0; unit < units; unit++)
            {
                if (_tables.RestartInterval > 0 && !TryRestart(y * _columns + x + unit, ref source, ref bits)) return false;
                if (!source.IsLast && source.End - bits.NextByte < MostMcuBytes) bits.MoveTo(source.Fill(bits.NextByte));
                if (!TryReadUnit(tables, ref bits, coefficients + unit * _across * PerBlock, flat + unit * _across, Across)) return false;
                if (bits.Left(source.End) < 0) return false;
            }
            var blocks = units * _across;
            for (var row = 0; row < _down; row++)
            {
                for (var block = 0; block < blocks; block += 2)
                {
                    var at = row * Across + block;
                    _dct.Apply(coefficients + at * PerBlock, flat[at] && (flat[at + 1] || block + 1 == blocks),
                        rows + row * _size * stride + (x * _across + block) * _size, stride);
                }
            }
        }
        return true;
    }

    private bool TryReadUnit(SequentialTables* tables, ref EntropyBits bits, short* coefficients, bool* flat, int stride)
    {
        fixed (byte* places = Places)
        {
            for (var row = 0; row < _down; row++, coefficients += stride * PerBlock, flat += stride)
            {
                for (var column = 0; column < _across; column++)
                {
                    var block = coefficients + column * PerBlock;
                    if (_size > 1)
                    {
                        if (!bits.TryRead(tables, block, places, ref _prediction, out flat[column])) return false;
                        continue;
                    }
                    if (!bits.TryReadFirst(tables, ref _prediction)) return false;
                    *block = (short)_prediction;
                }
            }
        }
        for (var part = 1; part < _parts.Length; part++)
            if (!bits.TrySkip(tables + part, _parts[part].Blocks)) return false;
        return true;
    }

    private bool TryRestart(int unit, ref ScanBytes source, ref EntropyBits bits)
    {
        if (unit == 0 || unit % _tables.RestartInterval > 0) return true;
        if (!IsAtEnd(ref source, ref bits)) return false;
        var next = source.Restart((unit / _tables.RestartInterval - 1) % 8);
        if (next == null) return false;
        bits = new EntropyBits(next);
        _prediction = 0;
        return true;
    }

    // Whether less than a byte is left before a marker.
    private static bool IsAtEnd(ref ScanBytes source, ref EntropyBits bits)
    {
        if (!source.IsLast) bits.MoveTo(source.Fill(bits.NextByte));
        return source.IsLast && bits.Left(source.End) is >= 0 and < 8;
    }
}
