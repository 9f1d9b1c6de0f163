namespace BlurDetection.Imaging.Jpeg;

/// <summary>A Huffman table (ITU-T T.81, annex C) as look-up entries for the next bits.</summary>
/// <remarks>
/// Most entries resolve code and value in one step: bits 0-5 the bits used, bits 6-13 how far the position advances before the value is stored, bits 16-31 the value.
/// Where the value's bits lie beyond the look-up, bits 0-5 are zero, bits 24-29 the code's length, bits 16-19 the value's, bits 8-11 the run. Zero: a longer code.
/// </remarks>
internal sealed class HuffmanTable
{
    public const int LookUpBits = 11;

    /// <summary>The advance of "end of block": no other leads here.</summary>
    public const int EndOfBlock = 128;

    private const int ZeroRun = 0xF0;
    private readonly int[] _lookUp = new int[1 << LookUpBits];
    private readonly int[] _firstCode = new int[17];
    private readonly int[] _firstSymbol = new int[17];
    private readonly byte[] _symbols = new byte[256];
    private readonly byte[] _counts = new byte[17];

    public ReadOnlySpan<int> LookUp => _lookUp;

    /// <summary>Takes a table as it stands in the file; false if it is impossible.</summary>
    /// <param name="counts">How many codes there are of each length, 1 to 16.</param>
    /// <param name="symbols">The symbols in the order of their codes.</param>
    /// <param name="isDc">Whether symbols are sizes alone rather than run and size.</param>
    public bool TryDefine(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc)
    {
        Array.Clear(_lookUp);
        symbols.CopyTo(_symbols);
        int code = 0, symbol = 0;
        for (var length = 1; length <= 16; length++)
        {
            _counts[length] = counts[length - 1];
            (_firstCode[length], _firstSymbol[length]) = (code, symbol);
            for (var i = 0; i < counts[length - 1]; i++, code++, symbol++)
            {
                if (code >= 1 << length) return false;
                if (length <= LookUpBits) Enter(code, length, symbols[symbol], isDc);
            }
            code <<= 1;
        }
        return true;
    }

    /// <summary>The symbol whose code the 16 bits start with, and its length; -1 if there is none.</summary>
    public int Symbol(int bits16, out int length)
    {
        for (length = LookUpBits + 1; length <= 16; length++)
        {
            var offset = (bits16 >> (16 - length)) - _firstCode[length];
            if (offset >= 0 && offset < _counts[length]) return _symbols[_firstSymbol[length] + offset];
        }
        return -1;
    }

    private void Enter(int code, int length, byte symbol, bool isDc)
    {
        int run = isDc ? 0 : symbol >> 4, size = isDc ? symbol : symbol & 15;
        if (size == 0)
        {
            if (isDc || symbol is 0 or ZeroRun) Fill(code, length, (isDc ? 0 : symbol == 0 ? EndOfBlock : run) << 6 | length);
            return; // the other symbols without a value have no meaning in a sequential JPEG
        }
        if (size > 15) return;
        if (length + size > LookUpBits)
        {
            Fill(code, length, length << 24 | size << 16 | run << 8);
            return;
        }
        for (var bits = 0; bits < 1 << size; bits++)
            Fill(code << size | bits, length + size, Extended(bits, size) << 16 | run << 6 | (length + size));
    }

    /// <summary>The number that so many bits stand for (T.81, F.2.2.1).</summary>
    public static int Extended(int bits, int size) => bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;

    private void Fill(int prefix, int length, int entry) => _lookUp.AsSpan(prefix << (LookUpBits - length), 1 << (LookUpBits - length)).Fill(entry);
}
