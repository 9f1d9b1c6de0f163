namespace BlurDetection.Imaging.Jpeg;

/// <summary>Walks an interleaved scan: luma blocks are transformed, chroma blocks passed over.</summary>
internal unsafe ref struct LumaScan(BaselineFrame frame, int side, JpegBits bits)
{
    private const byte EndOfImage = 0xD9, FirstRestart = 0xD0;

    private readonly ReducedInverseDct _transform = new(side, frame.Quantisers);
    private readonly BlockTables[] _tables = frame.Tables;
    private JpegBits _bits = bits;
    private int _prediction;
    private int _units;
    private int _restarts;

    /// <summary>Reads one row of units into a strip of luma; false if the data are damaged or end.</summary>
    public bool TryReadStrip(int unitsAcross, byte* strip, int stride)
    {
        short* block = stackalloc short[Zigzag.Beyond + 8];
        fixed (byte* zigzag = Zigzag.Natural)
        {
            for (var unit = 0; unit < unitsAcross; unit++, _units++)
            {
                if (frame.RestartInterval > 0 && _units > 0 && _units % frame.RestartInterval == 0 && !TryRestart()) return false;
                for (var y = 0; y < frame.BlocksDown; y++)
                for (var x = 0; x < frame.BlocksAcross; x++)
                {
                    if (!TryReadLuma(zigzag, block, strip + y * side * stride + (unit * frame.BlocksAcross + x) * side, stride)) return false;
                }
                for (var component = 1; component < frame.Components; component++)
                    if (!BlockReader.TryPassOver(ref _bits, _tables[component], out _)) return false;
            }
        }
        return !_bits.IsOverrun;
    }

    /// <summary>Whether the scan ends where the picture ends.</summary>
    public bool TryFinish() => _bits.TryPassMarker(EndOfImage);

    private bool TryReadLuma(byte* zigzag, short* block, byte* output, int stride)
    {
        int difference;
        var onlyDc = true;
        if (side == 1)
        {
            if (!BlockReader.TryPassOver(ref _bits, _tables[0], out difference)) return false;
        }
        else
        {
            new Span<short>(block, 64).Clear();
            var outcome = BlockReader.Read(ref _bits, _tables[0], zigzag, block, out difference);
            if (outcome == BlockReader.Outcome.Damaged) return false;
            onlyDc = outcome == BlockReader.Outcome.OnlyDc;
        }
        _prediction += difference;
        block[0] = (short)_prediction;
        _transform.Transform(block, onlyDc, output, stride);
        return true;
    }

    private bool TryRestart()
    {
        _prediction = 0;
        return _bits.TryPassMarker((byte)(FirstRestart + (_restarts++ & 7)));
    }
}
