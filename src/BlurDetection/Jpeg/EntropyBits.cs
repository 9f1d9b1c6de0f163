using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BlurDetection.Jpeg;

/// <summary>The bits of a sequential JPEG's blocks, the next one topmost.</summary>
/// <remarks>Of <c>_count</c> the lowest six bits count: what entries have above them is never masked away. A fill leaves 56 bits at least,
/// which is two codes with their values. Nothing is called in a loop, which would take the registers away.</remarks>
internal unsafe struct EntropyBits(byte* start)
{
    private const int Last = LumaCoefficients.PerBlock - 1, ToLookup = 64 - CodeLookup.Bits, ToSkip = 64 - CodeLookup.SkipBits;

    private byte* _next = start;
    private ulong _bits;
    private int _count;

    /// <summary>The byte that is loaded next.</summary>
    public readonly byte* NextByte => _next;

    /// <summary>Bits between what was taken and an address; negative where more was taken.</summary>
    public readonly long Left(byte* end) => 8 * (end - _next) + (_count & 63);

    /// <summary>Goes on with the same bytes at another address.</summary>
    public void MoveTo(byte* next) => _next = next;

    /// <summary>Reads a block of luma.</summary>
    /// <param name="tables">Its tables.</param>
    /// <param name="values">Takes the coefficients, in eight rows; all zero. The one behind the last may be written.</param>
    /// <param name="places">Where each coefficient lies.</param>
    /// <param name="prediction">Of the first coefficient; then that one.</param>
    /// <param name="isFlat">Whether the others are zero.</param>
    /// <returns>False where the data make no sense.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(SequentialTables* tables, short* values, byte* places, ref int prediction, out bool isFlat)
    {
        var next = _next;
        var (bits, count, k) = (_bits, _count, (nint)0);
        isFlat = false;
        Fill(ref next, ref bits, ref count);
        var first = tables->First[bits >> ToLookup];
        if (first == 0 && (first = CodeLookup.Search(tables->AnyFirst, bits)) == 0) return false;
        var value = prediction + CodeLookup.Value(bits, first >> 8, first >> 16);
        if (Math.Abs(value) > tables->MostFirst) return false;
        *values = (short)(prediction = value);
        Take(ref bits, ref count, first);
        var lookup = tables->Pairs;
        long entry;
        nint one;
        while (true)
        {
            Fill(ref next, ref bits, ref count);
            entry = lookup[bits >> ToLookup];
            if (entry == 0 && (entry = CodeLookup.Alone(CodeLookup.Search(tables->AnyOther, bits))) == 0) return false;
            one = Place(entry, bits, ref k, values, places);
            if (k >= Last) break;
            Take(ref bits, ref count, (int)entry);
            entry = lookup[bits >> ToLookup];
            if (entry == 0 && (entry = CodeLookup.Alone(CodeLookup.Search(tables->AnyOther, bits))) == 0) return false;
            one = Place(entry, bits, ref k, values, places);
            if (k >= Last) break;
            Take(ref bits, ref count, (int)entry);
        }
        if (one >= Last) (k, entry) = (one, entry >> 56); // the other is the next block's
        Take(ref bits, ref count, (int)entry);
        _next = next;
        (_bits, _count, isFlat) = (bits, count, k == CodeLookup.EndOfBlock);
        return k is Last or >= CodeLookup.EndOfBlock;
    }

    /// <summary>Passes over a block of luma but for its first coefficient.</summary>
    /// <param name="tables">Its tables.</param>
    /// <param name="prediction">Of the first coefficient; then that one.</param>
    /// <returns>False where the data make no sense.</returns>
    public bool TryReadFirst(SequentialTables* tables, ref int prediction)
    {
        Fill(ref _next, ref _bits, ref _count);
        var first = tables->First[_bits >> ToLookup];
        if (first == 0 && (first = CodeLookup.Search(tables->AnyFirst, _bits)) == 0) return false;
        prediction += CodeLookup.Value(_bits, first >> 8, first >> 16);
        Take(ref _bits, ref _count, first);
        return Math.Abs(prediction) <= tables->MostFirst && TrySkip(tables, 1, true);
    }

    /// <summary>Passes over blocks.</summary>
    /// <param name="tables">Their tables.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="isBegun">Whether the first coefficient is read.</param>
    /// <returns>False where the data make no sense.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySkip(SequentialTables* tables, int blocks, bool isBegun = false)
    {
        var next = _next;
        var (bits, count) = (_bits, _count);
        for (; blocks > 0; blocks--)
        {
            int k = 0, entry = 0;
            if (!isBegun)
            {
                Fill(ref next, ref bits, ref count);
                entry = tables->Starts[bits >> ToSkip];
                if (entry == 0 && (entry = CodeLookup.Taken(CodeLookup.Search(tables->AnyFirst, bits))) == 0) return false;
                Take(ref bits, ref count, entry);
                k = CodeLookup.Advance(entry);
            }
            while ((entry & CodeLookup.LastSkip) == 0)
            {
                Fill(ref next, ref bits, ref count);
                entry = tables->Skips[bits >> ToSkip];
                var after = k + CodeLookup.Advance(entry);
                if (entry == 0 || after >= Last) // the block may end among several
                {
                    entry = CodeLookup.Search(tables->AnyOther, bits);
                    after = k + CodeLookup.Advance(entry);
                    if (entry == 0 || after is > Last and < CodeLookup.EndOfBlock) return false;
                    entry = CodeLookup.Taken(entry) | (after >= Last ? CodeLookup.LastSkip : 0);
                }
                Take(ref bits, ref count, entry);
                k = after;
            }
        }
        _next = next;
        (_bits, _count) = (bits, count);
        return true;
    }

    /// <summary>Makes sure of 56 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill() => Fill(ref _next, ref _bits, ref _count);

    /// <summary>The entry of the next code, which is not taken yet; zero where the data make no sense.</summary>
    /// <param name="lookup">Entries of <see cref="CodeLookup.Fill"/>.</param>
    /// <param name="table">The same codes, for long ones.</param>
    /// <param name="kind">What they stand for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Next(int* lookup, JpegHuffmanTable table, CodeKind kind)
    {
        var entry = lookup[_bits >> ToLookup];
        return entry != 0 ? entry : CodeLookup.SearchIn(table, _bits, kind);
    }

    /// <summary>Takes the code of an entry, and the value behind it, which it gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeValue(int entry)
    {
        var value = CodeLookup.Value(_bits, entry >> 8, entry >> 16);
        Take(ref _bits, ref _count, entry);
        return value;
    }

    /// <summary>Takes 0 to 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(int bits)
    {
        var taken = (uint)(_bits >> 1 >> ~bits);
        _bits <<= bits;
        _count -= bits;
        return taken;
    }

    // Puts two coefficients where they belong, or one twice, and gives the number of the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Place(long entry, ulong bits, ref nint k, short* values, byte* places)
    {
        var one = k + (byte)(entry >> 24);
        values[places[one]] = (short)CodeLookup.Value(bits, (int)(entry >> 8), (int)(entry >> 16));
        k += (byte)(entry >> 48);
        values[places[k]] = (short)CodeLookup.Value(bits, (int)(entry >> 32), (int)(entry >> 40));
        return one;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref byte* next, ref ulong bits, ref int count)
    {
        bits |= BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(next, sizeof(ulong))) >> count;
        next += ~count >> 3 & 7;
        count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref ulong bits, ref int count, int entry)
    {
        bits <<= entry;
        count -= entry;
    }
}
