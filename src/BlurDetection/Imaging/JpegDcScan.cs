namespace BlurDetection.Imaging;

/// <summary>Reads the luma out of a progressive JPEG's DC scan of several components, and writes it as a scan of its own (ITU-T T.81,
/// annex G).</summary>
internal readonly ref struct JpegDcScan
{
    private const int Categories = 12;

    // DHT segment of a table in place 3: the codes of table K.3, one for each number of bits that a difference of 8-bit images has.
    private static ReadOnlySpan<byte> Table =>
        [0xFF, 0xC4, 0, 31, 0x03, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    private static ReadOnlySpan<byte> Codes => [0b00, 0b010, 0b011, 0b100, 0b101, 0b110, 0b1110, 0x1E, 0x3E, 0x7E, 0xFE, 0xFE];

    private readonly ReadOnlySpan<byte> _scan;
    private readonly LumaFrame _frame;
    private readonly int _restartInterval;

    /// <param name="scan">Body of the scan's header.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="restartInterval">MCUs between restart markers; 0 for none.</param>
    public JpegDcScan(ReadOnlySpan<byte> scan, in LumaFrame frame, int restartInterval)
    {
        _scan = scan;
        _frame = frame;
        _restartInterval = restartInterval;
    }

    private int Count => _scan[0];

    // The high bits of the successive approximation are 0 in the first scan.
    private bool IsRefinement => _scan[3 + 2 * Count] >> 4 > 0;

    /// <summary>Reads a value for each block of luma, row by row: the DC coefficient, or a bit of it; false where data are missing or make
    /// no sense.</summary>
    public bool TryRead(JpegBits bits, JpegHuffmanTable?[] tables, Span<int> values)
    {
        Span<(int Blocks, bool IsLuma, int Table)> parts = stackalloc (int Blocks, bool IsLuma, int Table)[Count];
        Span<int> predictions = stackalloc int[Count];
        for (var i = 0; i < Count; i++)
        {
            var id = _scan[1 + 2 * i];
            parts[i] = (Count == 1 ? 1 : _frame.BlocksOf(id), id == _frame.Luma, _scan[2 + 2 * i] >> 4 & 3);
            if (parts[i].Blocks == 0 || !IsRefinement && tables[parts[i].Table] is null) return false;
        }
        var units = Count == 1 ? _frame.Columns * _frame.Rows : _frame.McuColumns * _frame.McuRows;
        for (var unit = 0; unit < units; unit++)
        {
            if (_restartInterval > 0 && unit > 0 && unit % _restartInterval == 0)
            {
                if (bits.IsExhausted || !bits.TryRestart()) return false;
                predictions.Clear();
            }
            for (var i = 0; i < parts.Length; i++)
            {
                for (var block = 0; block < parts[i].Blocks; block++)
                {
                    if (IsRefinement) predictions[i] = bits.Take(1);
                    else if (!TryDifference(ref bits, tables[parts[i].Table]!, ref predictions[i])) return false;
                    if (parts[i].IsLuma && (Count == 1 ? unit : _frame.Place(unit, block)) is >= 0 and var place)
                        values[place] = predictions[i];
                }
            }
            if (bits.IsExhausted) return false;
        }
        return true;
    }

    /// <summary>Writes a scan of luma alone; false where a difference is none of 8-bit images.</summary>
    public bool TryWrite(ReadOnlySpan<int> values, JpegWriter writer)
    {
        if (!IsRefinement) writer.Add(Table);
        writer.AddRestartInterval(0);
        writer.Add([0xFF, JpegSegments.StartOfScan, 0, 8, 1, _frame.Luma, 0x30, 0, 0, _scan[3 + 2 * Count]]);
        var prediction = 0;
        foreach (var value in values)
        {
            if (IsRefinement) writer.AddBits(value, 1);
            else
            {
                var difference = value - prediction;
                prediction = value;
                var category = 32 - int.LeadingZeroCount(Math.Abs(difference));
                if (category >= Categories) return false;
                writer.AddBits(Codes[category], category < 2 ? 2 + category : Math.Max(3, category - 2));
                if (category > 0) writer.AddBits(difference > 0 ? difference : difference + (1 << category) - 1, category);
            }
        }
        writer.EndBits();
        writer.AddRestartInterval(_restartInterval);
        return true;
    }

    private static bool TryDifference(ref JpegBits bits, JpegHuffmanTable table, ref int prediction)
    {
        if (!bits.TryDecode(table, out var size) || size > 15) return false;
        var value = bits.Take(size);
        prediction += size == 0 || value >= 1 << (size - 1) ? value : value - (1 << size) + 1;
        return true;
    }
}
