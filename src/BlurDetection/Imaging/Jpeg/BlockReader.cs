using System.Runtime.CompilerServices;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>Reads the Huffman-coded coefficients of a block (ITU-T T.81, F.2.2).</summary>
internal static unsafe class BlockReader
{
    private const int LongestSymbol = 32; // a code of 16 bits and a value of 15

    /// <summary>What reading the coefficients behind the first one came to.</summary>
    public enum Outcome
    {
        Damaged,
        OnlyDc,
        Coefficients,
    }

    /// <summary>Reads the difference that the first coefficient is coded as; false if the bits make no sense.</summary>
    public static bool TryReadDifference(ref JpegBits bits, HuffmanTable table, int* lookUp, out int difference)
    {
        if (bits.Count < LongestSymbol) bits.Fill();
        var entry = lookUp[bits.Buffer >> (64 - HuffmanTable.LookUpBits)];
        var used = entry & 63;
        difference = entry >> 16;
        if (used == 0 && !TryResolve(table, entry, bits.Buffer, isDc: true, out used, out _, out difference)) return false;
        bits.Buffer <<= used;
        bits.Count -= used;
        return true;
    }

    /// <summary>Reads the coefficients behind the first one; where <paramref name="block"/> is null they are only passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Outcome Read(ref JpegBits bits, HuffmanTable table, int* lookUp, byte* zigzag, short* block)
    {
        var buffer = bits.Buffer;
        var count = bits.Count;
        var k = 1;
        do
        {
            if (count < LongestSymbol)
            {
                (bits.Buffer, bits.Count) = (buffer, count);
                bits.Fill();
                (buffer, count) = (bits.Buffer, bits.Count);
            }
            var entry = lookUp[buffer >> (64 - HuffmanTable.LookUpBits)];
            var used = entry & 63;
            var value = entry >> 16;
            var advance = (entry >> 6) & 255;
            if (used == 0 && !TryResolve(table, entry, buffer, isDc: false, out used, out advance, out value)) return Outcome.Damaged;
            k += advance;
            if (block != null) block[zigzag[k]] = (short)value;
            k++;
            buffer <<= used;
            count -= used;
        }
        while (k < 64);
        (bits.Buffer, bits.Count) = (buffer, count);
        if (k == 2 + HuffmanTable.EndOfBlock) return Outcome.OnlyDc;
        return k is > 64 and < HuffmanTable.EndOfBlock ? Outcome.Damaged : Outcome.Coefficients;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryResolve(HuffmanTable table, int entry, ulong buffer, bool isDc, out int used, out int advance, out int value)
    {
        int length = entry >> 24 & 63, size = entry >> 16 & 15;
        advance = entry >> 8 & 15;
        if (entry == 0)
        {
            var symbol = table.Symbol((int)(buffer >> 48), out length);
            (advance, size) = isDc ? (0, symbol) : (symbol >> 4, symbol & 15);
            if (!isDc && symbol == 0) advance = HuffmanTable.EndOfBlock;
            else if (symbol < 0 || size > 15 || !isDc && size == 0 && symbol != 0xF0)
            {
                (used, value) = (0, 0);
                return false;
            }
        }
        used = length + size;
        value = size == 0 ? 0 : HuffmanTable.Extended((int)(buffer << length >> (64 - size)), size);
        return true;
    }
}
