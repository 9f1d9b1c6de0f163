namespace BlurDetection.Jpeg;

/// <summary>Turns rows of blocks, whose coefficients are held, into pixels.</summary>
/// <param name="coefficients">The coefficients.</param>
/// <param name="quantisation">What they were divided by, in eight rows.</param>
/// <param name="size">Pixels on a block's side: 8, 4, 2 or 1.</param>
internal sealed unsafe class LumaBlocks(LumaCoefficients coefficients, int[] quantisation, int size)
{
    private const int PerBlock = LumaCoefficients.PerBlock;

    private readonly ScaledDct _dct = new(quantisation, size);
    private readonly PairDct? _pairs = PairDct.IsSupported ? new(quantisation, size) : null;

    /// <summary>Writes a row of blocks.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="pixels">Takes the pixels, those of one block more as well.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Write(int first, int count, Span<byte> pixels, int stride)
    {
        if (_pairs is null)
        {
            for (var i = 0; i < count; i++)
                _dct.Apply(coefficients.Dc[first + i], IsFlat(first + i) ? null : coefficients.Of(first + i), pixels[(i * size)..], stride);
            return;
        }
        var pair = stackalloc short[2 * PerBlock];
        var both = new Span<short>(pair, 2 * PerBlock);
        fixed (byte* target = pixels)
        {
            for (var i = 0; i < count; i += 2)
            {
                var areFlat = true;
                for (var side = 0; side < Math.Min(2, count - i); side++)
                {
                    var block = first + i + side;
                    var values = both.Slice(side * PerBlock, PerBlock);
                    if (IsFlat(block)) values.Clear();
                    else new ReadOnlySpan<short>(coefficients.Of(block), PerBlock).CopyTo(values);
                    values[0] = (short)coefficients.Dc[block];
                    areFlat &= IsFlat(block);
                }
                _pairs.Apply(pair, areFlat, target + i * size, stride);
            }
        }
    }

    private bool IsFlat(int block) => coefficients.NonZero[block] == 0;
}
