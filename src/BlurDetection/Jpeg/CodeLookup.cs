using System.Numerics;
using System.Runtime.CompilerServices;

namespace BlurDetection.Jpeg;

/// <summary>Looks up the Huffman codes of a sequential JPEG (ITU-T T.81, F.2.2), as many at once as eleven bits show.</summary>
internal static unsafe class CodeLookup
{
    /// <summary>Bits that are looked up at once.</summary>
    public const int Bits = 11;

    /// <summary>Entries of a table.</summary>
    public const int Length = 1 << Bits;

    /// <summary>The same where blocks are passed over, which takes fewer.</summary>
    public const int SkipBits = 9, SkipLength = 1 << SkipBits;

    /// <summary>How far the end of a block goes on: beyond any block.</summary>
    public const int EndOfBlock = 128;

    /// <summary>Marks the last entry of a block that is passed over.</summary>
    public const int LastSkip = 1 << 8;

    /// <summary>Integers of a table for <see cref="Search"/>.</summary>
    public const int SearchLength = 2 * (Longest + 1) + 256;

    private const int Longest = 16; // bits of a code
    private const int LongestFirst = 11, LongestOther = 10, RunOf16Zeros = 15; // bits of a value, of samples of 8 bits

    /// <summary>Fills a table of single codes. Zero for a code that is longer than the lookup.</summary>
    /// <remarks>An entry has, from its lowest bit on, in eight bits each: how many bits code and value take, how many the code, by how many
    /// those of the value are less than 63, and by how many coefficients it goes on (<see cref="EndOfBlock"/> at a block's end, with the
    /// bits of the number of blocks at a band's); of refinements the symbol instead.</remarks>
    public static void Fill(Span<int> entries, JpegHuffmanTable table, CodeKind kind)
    {
        var bits = BitOperations.Log2((uint)entries.Length);
        entries.Clear();
        for (var length = 1; length <= bits; length++)
            for (var code = table.FirstCode(length); code < table.EndCode(length); code++)
                entries.Slice(code << (bits - length), 1 << (bits - length)).Fill(Entry(table.Symbol(length, code), length, kind));
    }

    /// <summary>Fills a table that gives two codes at once where the lookup sees both. Above an entry of one, whose lowest eight bits are
    /// those of both, it has: bits before the second value, by how many its own are less than 63, the advance of both, and the bits of
    /// the first code and value. Where there is no second one, the first is there twice.</summary>
    public static void FillPairs(Span<long> entries, ReadOnlySpan<int> single)
    {
        for (var prefix = 0; prefix < Length; prefix++)
        {
            int first = single[prefix], taken = Taken(first), second = 0;
            if (first != 0 && taken < Bits && Advance(first) != EndOfBlock) second = single[prefix << taken & (Length - 1)];
            if (second != 0 && taken + CodeBits(second) <= Bits)
            {
                var other = taken + CodeBits(second) | OtherBits(second) << 8 | Advance(first) + Advance(second) << 16 | taken << 24;
                entries[prefix] = (long)other << 32 | (uint)(first & ~0xFF | taken + Taken(second));
            }
            else entries[prefix] = Alone(first);
        }
    }

    /// <summary>Fills a table for passing over blocks: <paramref name="starts"/> from the first coefficient on, the other one in their
    /// midst; as many at once as the lookup sees. An entry has the bits to go on in the lowest eight, then <see cref="LastSkip"/>, or
    /// nothing, and the advance in the uppermost eight.</summary>
    public static void FillSkips(Span<int> starts, Span<int> entries, JpegHuffmanTable firstTable, JpegHuffmanTable table)
    {
        Span<int> single = stackalloc int[2 * SkipLength];
        Fill(single[..SkipLength], table, CodeKind.Others);
        Fill(single[SkipLength..], firstTable, CodeKind.First);
        for (var prefix = 0; prefix < SkipLength; prefix++)
        {
            entries[prefix] = Chain(single, prefix, 0);
            var first = single[SkipLength + prefix];
            starts[prefix] = first == 0 ? 0 : Chain(single, prefix, Taken(first));
        }
    }

    /// <summary>Fills a table for <see cref="Search"/>: one past the last code of each length, in sixteen bits; where the codes of each
    /// length begin; and the entries of all codes, as <see cref="Fill"/> has them.</summary>
    public static void FillSearch(Span<int> entries, JpegHuffmanTable table, CodeKind kind)
    {
        for (var length = 1; length <= Longest; length++)
        {
            entries[length] = table.EndCode(length) << (Longest - length);
            entries[Longest + 1 + length] = table.FirstSymbol(length) + 2 * (Longest + 1);
            for (var code = table.FirstCode(length); code < table.EndCode(length); code++)
                entries[entries[Longest + 1 + length] + code] = Entry(table.Symbol(length, code), length, kind);
        }
    }

    /// <summary>The entry of a code of any length; zero where it makes no sense.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Search(int* entries, ulong bits)
    {
        var next = (int)(bits >> (64 - Longest));
        for (var length = 1; length <= Longest; length++)
            if (next < entries[length]) return entries[entries[Longest + 1 + length] + (next >> (Longest - length))];
        return 0;
    }

    /// <summary>The same from the codes themselves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int SearchIn(JpegHuffmanTable table, ulong bits, CodeKind kind)
    {
        var symbol = table.Search((int)(bits >> (64 - Longest)), out var length);
        return symbol < 0 ? 0 : Entry((byte)symbol, length, kind);
    }

    /// <summary>An entry of <see cref="FillPairs"/> without a second code.</summary>
    public static long Alone(int entry) =>
        (long)(entry >> 8 & 0xFFFF | Advance(entry) << 16 | Taken(entry) << 24) << 32 | (uint)entry;

    /// <summary>Bits of code and value.</summary>
    public static int Taken(int entry) => entry & 0xFF;

    /// <summary>By how many coefficients an entry goes on.</summary>
    public static int Advance(int entry) => (int)((uint)entry >> 24);

    /// <summary>A value (F.2.2.1), without branches.</summary>
    /// <param name="bits">The bits that were looked up, topmost.</param>
    /// <param name="before">How many lie before the value, in the lowest six bits.</param>
    /// <param name="others">By how many the value has less than 63, in the lowest six bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Value(ulong bits, int before, int others)
    {
        var value = bits << before;
        var sign = (long)~value >> 63; // a first bit of zero means a negative one
        return (int)(((long)((value ^ (ulong)sign) >> 1 >> others) ^ sign) - sign);
    }

    /// <summary>Bits of the code.</summary>
    public static int CodeBits(int entry) => entry >> 8 & 0xFF;

    private static int OtherBits(int entry) => entry >> 16 & 0xFF;

    private static int Chain(ReadOnlySpan<int> single, int prefix, int taken)
    {
        int advanced = 0, last = 0;
        while (taken < SkipBits && last == 0)
        {
            var next = single[prefix << taken & (SkipLength - 1)];
            var advance = Advance(next);
            if (next == 0 || taken + CodeBits(next) > SkipBits) break;
            if (advance == EndOfBlock) last = LastSkip;
            else if (advanced + advance >= LumaCoefficients.PerBlock - 1) break;
            else advanced += advance;
            taken += Taken(next);
        }
        return advanced << 24 | last | taken;
    }

    private static int Entry(byte symbol, int length, CodeKind kind)
    {
        int run = symbol >> 4, size = kind == CodeKind.First ? symbol : symbol & 15;
        if (kind == CodeKind.Refinement) return symbol << 24 | length << 8 | length;
        if (size > (kind == CodeKind.First ? LongestFirst : LongestOther)) return 0;
        var advance = kind == CodeKind.First ? 1 : run + 1;
        if (size == 0 && kind != CodeKind.First && run < RunOf16Zeros)
            (advance, size) = kind == CodeKind.Band ? (EndOfBlock | run, run) : (EndOfBlock, 0);
        return advance << 24 | (63 - size) << 16 | length << 8 | length + size;
    }
}
