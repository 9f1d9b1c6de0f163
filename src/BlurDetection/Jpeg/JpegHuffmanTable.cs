namespace BlurDetection.Jpeg;

/// <summary>A Huffman table of a JPEG (ITU-T T.81, annex C), for finding the lengths of codes.</summary>
internal sealed class JpegHuffmanTable
{
    private const int LookupBits = 9; // of the codes of usual tables nearly all that occur
    private ushort[]? _lookup; // length and symbol; 0 for longer and unused codes. Made at use: a file may hold thousands of tables
    private readonly int[] _endCode = new int[17]; // one past the last code of each length
    private readonly int[] _firstSymbol = new int[17];
    private readonly byte[] _symbols;

    private JpegHuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        for (int length = 1, code = 0, symbol = 0; length <= 16; length++, code <<= 1)
        {
            _firstSymbol[length] = symbol - code;
            code += counts[length - 1];
            symbol += counts[length - 1];
            _endCode[length] = code;
        }
    }

    /// <summary>Whether no more codes of a length are named than there are.</summary>
    public bool IsSound
    {
        get
        {
            for (var length = 1; length <= 16; length++)
                if (_endCode[length] > 1 << length) return false;
            return true;
        }
    }

    /// <summary>Reads the tables of a DHT segment into places 0..3 (DC) and 4..7 (AC); false where the segment is broken.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, JpegHuffmanTable?[] tables)
    {
        while (body.Length > 0)
        {
            if (body.Length < 17) return false;
            int kind = body[0] >> 4, place = body[0] & 15, total = 0;
            foreach (var count in body.Slice(1, 16)) total += count;
            if (kind > 1 || place > 3 || total > 256 || body.Length < 17 + total) return false;
            tables[4 * kind + place] = new JpegHuffmanTable(body.Slice(1, 16), body.Slice(17, total));
            body = body[(17 + total)..];
        }
        return true;
    }

    /// <summary>The symbol that begins with the most significant of 16 bits, and its length; -1 for an unused code.</summary>
    public int Decode(int sixteenBits, out int length)
    {
        var found = (_lookup ??= MakeLookup())[sixteenBits >> (16 - LookupBits)];
        if (found == 0) return Search(sixteenBits, out length);
        length = found >> 8;
        return found & 0xFF;
    }

    /// <summary>Whether all symbols can be numbers of bits of a first coefficient.</summary>
    public bool IsOfFirst => !_symbols.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)15);

    /// <summary>The first code of a length.</summary>
    public int FirstCode(int length) => _endCode[length - 1] << 1;

    /// <summary>One past the last code of a length.</summary>
    public int EndCode(int length) => _endCode[length];

    /// <summary>What to add to a code of a length for the number of its symbol.</summary>
    public int FirstSymbol(int length) => _firstSymbol[length];

    /// <summary>The symbol of a code.</summary>
    public byte Symbol(int length, int code) => _symbols[_firstSymbol[length] + code];

    private ushort[] MakeLookup()
    {
        var lookup = new ushort[1 << LookupBits];
        for (var prefix = 0; prefix < lookup.Length; prefix++)
        {
            var symbol = Search(prefix << (16 - LookupBits), out var length);
            if (symbol >= 0 && length <= LookupBits) lookup[prefix] = (ushort)(length << 8 | symbol);
        }
        return lookup;
    }

    /// <summary>The same as <see cref="Decode"/>, without a lookup.</summary>
    public int Search(int sixteenBits, out int length)
    {
        for (length = 1; length <= 16; length++)
        {
            var code = sixteenBits >> (16 - length);
            if (code >= _endCode[length]) continue;
            var symbol = _firstSymbol[length] + code;
            return symbol >= 0 && symbol < _symbols.Length ? _symbols[symbol] : -1;
        }
        return -1;
    }
}
