using System.Runtime.CompilerServices;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>Reads the Huffman-coded coefficients of a block (ITU-T T.81, F.2.2).</summary>
/// <remarks>The bits stay in local variables, and are refilled for several symbols at a time: branches that depend on the data cost most here.</remarks>
internal static unsafe class BlockReader
{
    private const int LongestSymbol = 32; // a code of 16 bits and a value of 15

    /// <summary>After this position two symbols at a time might lead out of the block.</summary>
    private const int LastPairPosition = 63 - 16;

    /// <summary>What reading a block came to.</summary>
    public enum Outcome
    {
        Damaged,
        OnlyDc,
        Coefficients,
    }

    /// <summary>Reads a block's coefficients; <paramref name="block"/> must be zero, and its first value stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Outcome Read(ref JpegBits bits, in BlockTables tables, byte* zigzag, short* block, out int difference)
    {
        if (!TryReadDifference(ref bits, tables, out difference)) return Outcome.Damaged;
        ulong buffer = bits.Buffer;
        var count = bits.Count;
        var next = bits.Next;
        var lastEight = bits.LastEight;
        var pairs = tables.Pairs;
        var single = tables.Ac;
        var k = 1;
        do
        {
            if (count < LongestSymbol && !JpegBits.TryFill(ref buffer, ref count, ref next, lastEight))
            {
                bits.Buffer = buffer;
                bits.Count = count;
                bits.Next = next;
                bits.FillByBytes();
                buffer = bits.Buffer;
                count = bits.Count;
                next = bits.Next;
            }
            var index = buffer >> (64 - HuffmanTable.LookUpBits);
            if (k <= LastPairPosition)
            {
                var pair = pairs[index];
                var bitsUsed = (int)pair & 63;
                if (bitsUsed != 0)
                {
                    var fromHere = zigzag + k;
                    block[fromHere[(int)(pair >> 6) & 255]] = (short)(pair >> 32);
                    block[fromHere[(int)(pair >> 14) & 255]] = (short)(pair >> 48);
                    k += (int)(pair >> 22) & 255;
                    buffer <<= bitsUsed;
                    count -= bitsUsed;
                    continue;
                }
            }
            var entry = single[index];
            var used = entry & 63;
            var advance = (entry >> 6) & 255;
            var value = entry >> 16;
            if (used == 0)
            {
                var symbol = Resolve(tables.AcTable, entry, buffer, isDc: false);
                if (symbol.Used == 0) return Outcome.Damaged;
                used = symbol.Used;
                advance = symbol.Advance;
                value = symbol.Value;
            }
            k += advance;
            block[zigzag[k]] = (short)value;
            buffer <<= used;
            count -= used;
        }
        while (++k < 64);
        bits.Buffer = buffer;
        bits.Count = count;
        bits.Next = next;
        return Outcomes(k);
    }

    /// <summary>Passes over a block; only the difference of its first coefficient is told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryPassOver(ref JpegBits bits, in BlockTables tables, out int difference)
    {
        if (!TryReadDifference(ref bits, tables, out difference)) return false;
        ulong buffer = bits.Buffer;
        var count = bits.Count;
        var next = bits.Next;
        var lastEight = bits.LastEight;
        var pairs = tables.Pairs;
        var single = tables.Ac;
        var k = 1;
        do
        {
            if (count < LongestSymbol && !JpegBits.TryFill(ref buffer, ref count, ref next, lastEight))
            {
                bits.Buffer = buffer;
                bits.Count = count;
                bits.Next = next;
                bits.FillByBytes();
                buffer = bits.Buffer;
                count = bits.Count;
                next = bits.Next;
            }
            var index = buffer >> (64 - HuffmanTable.LookUpBits);
            int used, advance;
            if (k <= LastPairPosition)
            {
                var pair = (int)pairs[index];
                used = pair & 63;
                advance = (pair >> 22) & 255;
            }
            else
            {
                var entry = single[index];
                used = entry & 63;
                advance = (entry >> 6) & 255;
            }
            if (used == 0)
            {
                var symbol = Resolve(tables.AcTable, single[index], buffer, isDc: false);
                if (symbol.Used == 0) return false;
                used = symbol.Used;
                advance = symbol.Advance;
            }
            k += advance;
            buffer <<= used;
            count -= used;
        }
        while (++k < 64);
        bits.Buffer = buffer;
        bits.Count = count;
        bits.Next = next;
        return Outcomes(k) != Outcome.Damaged;
    }

    private static bool TryReadDifference(ref JpegBits bits, in BlockTables tables, out int difference)
    {
        if (bits.Count < LongestSymbol) bits.Fill();
        var entry = tables.Dc[bits.Buffer >> (64 - HuffmanTable.LookUpBits)];
        var used = entry & 63;
        difference = entry >> 16;
        if (used == 0)
        {
            var symbol = Resolve(tables.DcTable, entry, bits.Buffer, isDc: true);
            if (symbol.Used == 0) return false;
            (used, difference) = (symbol.Used, symbol.Value);
        }
        bits.Buffer <<= used;
        bits.Count -= used;
        return true;
    }

    private static Outcome Outcomes(int k) => k switch
    {
        2 + HuffmanTable.EndOfBlock => Outcome.OnlyDc,
        > 64 and < HuffmanTable.EndOfBlock => Outcome.Damaged, // a run led out of the block
        _ => Outcome.Coefficients,
    };

    /// <summary>What a look-up leaves open; nothing is used where the bits make no sense.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int Used, int Advance, int Value) Resolve(HuffmanTable table, int entry, ulong buffer, bool isDc)
    {
        int length = entry >> 24 & 63, size = entry >> 16 & 15, advance = entry >> 8 & 15;
        if (entry == 0)
        {
            var symbol = table.Symbol((int)(buffer >> 48), out length);
            (advance, size) = isDc ? (0, symbol) : (symbol >> 4, symbol & 15);
            if (!isDc && symbol == 0) advance = HuffmanTable.EndOfBlock;
            else if (symbol < 0 || size > 15 || !isDc && size == 0 && symbol != 0xF0) return default;
        }
        var value = size == 0 ? 0 : HuffmanTable.Extended((int)(buffer << length >> (64 - size)), size);
        return (length + size, advance, value);
    }
}
