using System.Runtime.InteropServices;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>A Huffman table (ITU-T T.81, annex C) as look-up entries for the next bits.</summary>
/// <remarks>
/// Most entries resolve code and value in one step: bits 0-5 the bits used, bits 6-13 how far the position advances before the value is stored, bits 16-31 the value.
/// Where the value's bits lie beyond the look-up, bits 0-5 are zero, bits 24-29 the code's length, bits 16-19 the value's, bits 8-11 the run. Zero: a longer code.
/// </remarks>
internal sealed unsafe class HuffmanTable : IDisposable
{
    public const int LookUpBits = 11;

    /// <summary>The advance of "end of block": no other leads here.</summary>
    public const int EndOfBlock = 128;

    private const int ZeroRun = 0xF0;
    private const int Entries = 1 << LookUpBits;
    private int* _lookUp = (int*)NativeMemory.AllocZeroed(3 * Entries, sizeof(int));
    private readonly int[] _firstCode = new int[17];
    private readonly int[] _firstSymbol = new int[17];
    private readonly byte[] _symbols = new byte[256];
    private readonly byte[] _counts = new byte[17];

    /// <summary>One symbol at a time.</summary>
    public int* LookUp => _lookUp;

    /// <summary>Two symbols in one entry where their bits suffice, otherwise one; zero where there is none.</summary>
    /// <remarks>
    /// Bits 0-5 are the bits used, bits 6-13 the advance to the first value, bits 14-21 the advance to the second, bits 22-29 the advance to what follows,
    /// bits 32-47 the first value, bits 48-63 the second. Where there is no second value it goes as far as an end of block leads.
    /// </remarks>
    public long* Pairs => (long*)(_lookUp + Entries);

    /// <summary>Takes a table as it stands in the file; false if it is impossible.</summary>
    /// <param name="counts">How many codes there are of each length, 1 to 16.</param>
    /// <param name="symbols">The symbols in the order of their codes.</param>
    /// <param name="isDc">Whether symbols are sizes alone rather than run and size.</param>
    public bool TryDefine(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool isDc)
    {
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
        if (!isDc) PairUp();
        return true;
    }

    public void Dispose()
    {
        NativeMemory.Free(_lookUp);
        _lookUp = null;
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

    private void Fill(int prefix, int length, int entry) => new Span<int>(_lookUp, Entries).Slice(prefix << (LookUpBits - length), 1 << (LookUpBits - length)).Fill(entry);

    private void PairUp()
    {
        for (var i = 0; i < Entries; i++)
        {
            int first = _lookUp[i], used = first & 63, advance = first >> 6 & 255;
            if (used == 0) continue;
            var second = _lookUp[i << used & (Entries - 1)];
            var both = used + (second & 63);
            if (advance < EndOfBlock && (second & 63) > 0 && both <= LookUpBits)
                Pairs[i] = Pair(both, advance, advance + 1 + (second >> 6 & 255), advance + 1 + (second >> 6 & 255), first >> 16, second >> 16);
            else
                Pairs[i] = Pair(used, advance, EndOfBlock, advance, first >> 16, 0);
        }

        static long Pair(int used, int toFirst, int toSecond, int toLast, int first, int second) =>
            (long)(uint)used | (long)toFirst << 6 | (long)toSecond << 14 | (long)toLast << 22 | (long)(ushort)first << 32 | (long)(ushort)second << 48;
    }
}
