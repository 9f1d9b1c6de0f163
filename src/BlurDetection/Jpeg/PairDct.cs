using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Jpeg;

/// <summary>Turns two blocks of coefficients at once into 8x8, 4x4, 2x2 pixels or one each, by the integers of libjpeg, in sixteen bits
/// as its own vectors have them. Wants AVX2.</summary>
/// <param name="quantisation">What the coefficients were divided by, in eight rows.</param>
/// <param name="size">Pixels on a side: 8, 4, 2 or 1.</param>
internal sealed unsafe class PairDct(int[] quantisation, int size)
{
    private const int Side = 8, MidGrey = 128;

    private readonly Vector128<short>[] _quantisation = Rows(quantisation);

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Writes the pixels of two blocks side by side.</summary>
    /// <param name="coefficients">Those of both, one behind the other, in eight rows.</param>
    /// <param name="areFlat">Whether all but the first of each are zero.</param>
    /// <param name="pixels">Takes them.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Apply(short* coefficients, bool areFlat, byte* pixels, int stride)
    {
        if (areFlat || size == 1)
        {
            byte left = Grey(coefficients[0]), right = Grey(coefficients[Side * Side]);
            for (var y = 0; y < size; y++, pixels += stride)
            {
                new Span<byte>(pixels, size).Fill(left);
                new Span<byte>(pixels + size, size).Fill(right);
            }
        }
        else if (size == 8) Eight(coefficients, pixels, stride);
        else if (size == 4) Four(coefficients, pixels, stride);
        else Two(coefficients, pixels, stride);
    }

    private byte Grey(short first) => (byte)Math.Clamp(((short)(first * quantisation[0]) + 4 >> 3) + MidGrey, 0, 255);

    private static Vector128<short>[] Rows(int[] quantisation)
    {
        var rows = new Vector128<short>[Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++) rows[y] = rows[y].WithElement(x, (short)quantisation[Side * y + x]);
        return rows;
    }

    // A row of both blocks.
    private Vector256<short> Row(short* coefficients, int y) =>
        Vector256.Create(Vector128.Load(coefficients + Side * y), Vector128.Load(coefficients + Side * (Side + y)))
        * Vector256.Create(_quantisation[y], _quantisation[y]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eight(short* coefficients, byte* pixels, int stride)
    {
        var (a, b, c, d) = (Row(coefficients, 0), Row(coefficients, 1), Row(coefficients, 2), Row(coefficients, 3));
        var (e, f, g, h) = (Row(coefficients, 4), Row(coefficients, 5), Row(coefficients, 6), Row(coefficients, 7));
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, 11);
        Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Pass(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h, 18);
        Turn(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Store(a, b, pixels, stride);
        Store(c, d, pixels + 2 * stride, stride);
        Store(e, f, pixels + 4 * stride, stride);
        Store(g, h, pixels + 6 * stride, stride);
    }

    // Loeffler, Ligtenberg, Moschytz, 1989; rotations as sums of two products, as libjpeg-turbo's vectors have them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(ref Vector256<short> a, ref Vector256<short> b, ref Vector256<short> c, ref Vector256<short> d,
        ref Vector256<short> e, ref Vector256<short> f, ref Vector256<short> g, ref Vector256<short> h, [ConstantExpected] int shift)
    {
        var (sum, difference, z3, z4) = (a + e, a - e, h + d, f + b); // in sixteen bits, as libjpeg-turbo has them
        var zero = Vector256<short>.Zero;
        Half(Avx2.UnpackLow(zero, sum), Avx2.UnpackLow(zero, difference), Avx2.UnpackLow(c, g), Avx2.UnpackLow(z3, z4),
            Avx2.UnpackLow(h, b), Avx2.UnpackLow(f, d), shift,
            out var a0, out var b0, out var c0, out var d0, out var e0, out var f0, out var g0, out var h0);
        Half(Avx2.UnpackHigh(zero, sum), Avx2.UnpackHigh(zero, difference), Avx2.UnpackHigh(c, g), Avx2.UnpackHigh(z3, z4),
            Avx2.UnpackHigh(h, b), Avx2.UnpackHigh(f, d), shift,
            out var a1, out var b1, out var c1, out var d1, out var e1, out var f1, out var g1, out var h1);
        (a, b) = (Avx2.PackSignedSaturate(a0, a1), Avx2.PackSignedSaturate(b0, b1));
        (c, d) = (Avx2.PackSignedSaturate(c0, c1), Avx2.PackSignedSaturate(d0, d1));
        (e, f) = (Avx2.PackSignedSaturate(e0, e1), Avx2.PackSignedSaturate(f0, f1));
        (g, h) = (Avx2.PackSignedSaturate(g0, g1), Avx2.PackSignedSaturate(h0, h1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(Vector256<short> sums, Vector256<short> differences, Vector256<short> cg, Vector256<short> z,
        Vector256<short> hb, Vector256<short> fd, [ConstantExpected] int shift,
        out Vector256<int> a, out Vector256<int> b, out Vector256<int> c, out Vector256<int> d,
        out Vector256<int> e, out Vector256<int> f, out Vector256<int> g, out Vector256<int> h)
    {
        var half = Vector256.Create(1 << (shift - 1));
        var (sum, difference) = ((sums.AsInt32() >> 3) + half, (differences.AsInt32() >> 3) + half);
        var (more, less) = (Products(cg, 10703, 4433), Products(cg, 4433, -10704));
        var (z3, z4) = (Products(z, -6436, 9633), Products(z, 9633, 6437));
        var (even0, even3, even1, even2) = (sum + more, sum - more, difference + less, difference - less);
        var (odd0, odd3) = (Products(hb, -4927, -7373) + z3, Products(hb, -7373, 4926) + z4);
        var (odd1, odd2) = (Products(fd, -4176, -20995) + z4, Products(fd, -20995, 4177) + z3);
        (a, h) = ((even0 + odd3) >> shift, (even0 - odd3) >> shift);
        (b, g) = ((even1 + odd2) >> shift, (even1 - odd2) >> shift);
        (c, f) = ((even2 + odd1) >> shift, (even2 - odd1) >> shift);
        (d, e) = ((even3 + odd0) >> shift, (even3 - odd0) >> shift);
    }

    // Of pairs of values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(Vector256<short> pairs, [ConstantExpected] short factor, [ConstantExpected] short other) =>
        Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((ushort)factor | other << 16).AsInt16());

    // Rows to columns, within each block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<short> a, ref Vector256<short> b, ref Vector256<short> c, ref Vector256<short> d,
        ref Vector256<short> e, ref Vector256<short> f, ref Vector256<short> g, ref Vector256<short> h)
    {
        Vector256<int> ab = Avx2.UnpackLow(a, b).AsInt32(), ab4 = Avx2.UnpackHigh(a, b).AsInt32();
        Vector256<int> cd = Avx2.UnpackLow(c, d).AsInt32(), cd4 = Avx2.UnpackHigh(c, d).AsInt32();
        Vector256<int> ef = Avx2.UnpackLow(e, f).AsInt32(), ef4 = Avx2.UnpackHigh(e, f).AsInt32();
        Vector256<int> gh = Avx2.UnpackLow(g, h).AsInt32(), gh4 = Avx2.UnpackHigh(g, h).AsInt32();
        Vector256<long> ad = Avx2.UnpackLow(ab, cd).AsInt64(), ad2 = Avx2.UnpackHigh(ab, cd).AsInt64();
        Vector256<long> ad4 = Avx2.UnpackLow(ab4, cd4).AsInt64(), ad6 = Avx2.UnpackHigh(ab4, cd4).AsInt64();
        Vector256<long> eh = Avx2.UnpackLow(ef, gh).AsInt64(), eh2 = Avx2.UnpackHigh(ef, gh).AsInt64();
        Vector256<long> eh4 = Avx2.UnpackLow(ef4, gh4).AsInt64(), eh6 = Avx2.UnpackHigh(ef4, gh4).AsInt64();
        (a, b) = (Avx2.UnpackLow(ad, eh).AsInt16(), Avx2.UnpackHigh(ad, eh).AsInt16());
        (c, d) = (Avx2.UnpackLow(ad2, eh2).AsInt16(), Avx2.UnpackHigh(ad2, eh2).AsInt16());
        (e, f) = (Avx2.UnpackLow(ad4, eh4).AsInt16(), Avx2.UnpackHigh(ad4, eh4).AsInt16());
        (g, h) = (Avx2.UnpackLow(ad6, eh6).AsInt16(), Avx2.UnpackHigh(ad6, eh6).AsInt16());
    }

    // Two rows of both blocks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<short> row, Vector256<short> next, byte* pixels, int stride)
    {
        var both = Avx2.PackSignedSaturate(row, next).AsByte() + Vector256.Create((byte)MidGrey);
        both = Avx2.Permute4x64(both.AsInt64(), 0b11_01_10_00).AsByte();
        both.GetLower().Store(pixels);
        both.GetUpper().Store(pixels + stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(short* coefficients, byte* pixels, int stride)
    {
        var (a, b, c, d) = (Row(coefficients, 0), Row(coefficients, 1), Row(coefficients, 2), Row(coefficients, 3));
        var (f, g, h) = (Row(coefficients, 5), Row(coefficients, 6), Row(coefficients, 7));
        var zero = Vector256<short>.Zero;
        FourHalf(Avx2.UnpackLow(zero, a), Avx2.UnpackLow(c, g), Avx2.UnpackLow(h, f), Avx2.UnpackLow(d, b),
            out var a0, out var b0, out var c0, out var d0);
        FourHalf(Avx2.UnpackHigh(zero, a), Avx2.UnpackHigh(c, g), Avx2.UnpackHigh(h, f), Avx2.UnpackHigh(d, b),
            out var a1, out var b1, out var c1, out var d1);
        var (row0, row1) = (FourSums(Avx2.PackSignedSaturate(a0, a1)), FourSums(Avx2.PackSignedSaturate(b0, b1)));
        var (row2, row3) = (FourSums(Avx2.PackSignedSaturate(c0, c1)), FourSums(Avx2.PackSignedSaturate(d0, d1)));
        var upper = Avx2.PackSignedSaturate(row0, row1);
        var bytes = Avx2.PackSignedSaturate(upper, Avx2.PackSignedSaturate(row2, row3)).AsByte();
        var four = (bytes + Vector256.Create((byte)MidGrey)).AsUInt32();
        for (var y = 0; y < 4; y++, pixels += stride)
        {
            *(uint*)pixels = four.GetElement(y);
            *(uint*)(pixels + 4) = four.GetElement(4 + y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourHalf(Vector256<short> a, Vector256<short> cg, Vector256<short> hf, Vector256<short> db,
        out Vector256<int> row0, out Vector256<int> row1, out Vector256<int> row2, out Vector256<int> row3)
    {
        var first = (a.AsInt32() >> 2) + Vector256.Create(1 << 11);
        var even = Products(cg, 15137, -6270);
        var odd1 = Products(hf, -1730, 11893) + Products(db, -17799, 8697);
        var odd0 = Products(hf, -4176, -4926) + Products(db, 7373, 20995);
        (row0, row3) = ((first + even + odd0) >> 12, (first + even - odd0) >> 12);
        (row1, row2) = ((first - even + odd1) >> 12, (first - even - odd1) >> 12);
    }

    // Four pixels of a row of each block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FourSums(Vector256<short> row)
    {
        var first = Avx2.HorizontalAdd(
            Avx2.MultiplyAddAdjacent(row, Twice(16384, 20995, 15137, 7373, 0, -4926, -6270, -4176)),
            Avx2.MultiplyAddAdjacent(row, Twice(16384, 8697, -15137, -17799, 0, 11893, 6270, -1730)));
        var last = Avx2.HorizontalAdd(
            Avx2.MultiplyAddAdjacent(row, Twice(16384, -8697, -15137, 17799, 0, -11893, 6270, 1730)),
            Avx2.MultiplyAddAdjacent(row, Twice(16384, -20995, 15137, -7373, 0, 4926, -6270, 4176)));
        return (Avx2.HorizontalAdd(first, last) + Vector256.Create(1 << 18)) >> 19;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Two(short* coefficients, byte* pixels, int stride)
    {
        var (a, b, d) = (Row(coefficients, 0), Row(coefficients, 1), Row(coefficients, 3));
        var (f, h) = (Row(coefficients, 5), Row(coefficients, 7));
        var zero = Vector256<short>.Zero;
        TwoHalf(Avx2.UnpackLow(zero, a), Avx2.UnpackLow(h, f), Avx2.UnpackLow(d, b), out var a0, out var b0);
        TwoHalf(Avx2.UnpackHigh(zero, a), Avx2.UnpackHigh(h, f), Avx2.UnpackHigh(d, b), out var a1, out var b1);
        var (row0, row1) = (Avx2.PackSignedSaturate(a0, a1), Avx2.PackSignedSaturate(b0, b1));
        var left = Twice(short.MinValue, -29692, 0, 10426, 0, -6967, 0, 5906); // negative
        var right = Twice(short.MinValue, 29692, 0, -10426, 0, 6967, 0, -5906);
        var sums = Avx2.HorizontalAdd(
            Avx2.HorizontalAdd(Avx2.MultiplyAddAdjacent(row0, left), Avx2.MultiplyAddAdjacent(row0, right)),
            Avx2.HorizontalAdd(Avx2.MultiplyAddAdjacent(row1, left), Avx2.MultiplyAddAdjacent(row1, right)));
        var values = (Vector256.Create(1 << 19) - sums) >> 20;
        var shorts = Avx2.PackSignedSaturate(values, values);
        var bytes = (Avx2.PackSignedSaturate(shorts, shorts).AsByte() + Vector256.Create((byte)MidGrey)).AsUInt16();
        (*(ushort*)pixels, *(ushort*)(pixels + 2)) = (bytes[0], bytes[8]);
        (*(ushort*)(pixels + stride), *(ushort*)(pixels + stride + 2)) = (bytes[1], bytes[9]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoHalf(
        Vector256<short> a, Vector256<short> hf, Vector256<short> db, out Vector256<int> row0, out Vector256<int> row1)
    {
        var first = (a.AsInt32() >> 1) + Vector256.Create(1 << 12);
        var odd = Products(hf, -5906, 6967) + Products(db, -10426, 29692);
        (row0, row1) = ((first + odd) >> 13, (first - odd) >> 13);
    }

    private static Vector256<short> Twice(short a, short b, short c, short d, short e, short f, short g, short h) =>
        Vector256.Create(a, b, c, d, e, f, g, h, a, b, c, d, e, f, g, h);
}
