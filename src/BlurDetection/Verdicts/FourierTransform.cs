using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Verdicts;

/// <summary>Two-dimensional Fourier transforms of 256 x 256 values, without a factor.</summary>
/// <remarks>Stockham's radix 4, sixteen columns or rows at a time. A row is turned into a column on its way into the buffer, which stays in
/// the cache.</remarks>
internal static class FourierTransform
{
    /// <summary>Values along a side.</summary>
    public const int Side = 256;

    /// <summary>Columns that are transformed at a time.</summary>
    public const int Lanes = 16;

    /// <summary>Columns of an even plane that are read: one half, the middle, and what fills up a vector.</summary>
    public const int HalfColumns = Side / 2 + Lanes;

    /// <summary>Columns of an even plane's transform that are computed.</summary>
    public const int EvenColumns = Side / 2;

    // Complex values of sixteen columns.
    private const int Half = Side * Lanes;

    private static readonly float[] Cosines = Table(Math.Cos), Sines = Table(Math.Sin);

    /// <summary>Adds the squared absolute values of a transform; they stand transposed.</summary>
    /// <param name="real">256 rows of 256 values; overwritten.</param>
    /// <param name="imaginary">As many; overwritten.</param>
    /// <param name="power">As many; added to.</param>
    [SkipLocalsInit]
    public static void AddPower(Span<float> real, Span<float> imaginary, Span<float> power)
    {
        ThrowIfShort(real);
        ThrowIfShort(imaginary);
        ThrowIfShort(power);
        Span<float> buffer = Aligned(stackalloc float[4 * Half + Lanes]);
        Columns(real, imaginary, Side, buffer);
        ref float firstReal = ref buffer[0], firstImaginary = ref buffer[Half];
        for (int row = 0; row < Side; row += Lanes)
        {
            LoadRows(ref real[row * Side], ref firstReal, Side);
            LoadRows(ref imaginary[row * Side], ref firstImaginary, Side);
            Transform(buffer);
            ref float to = ref power[row];
            for (nuint i = 0; i < Side; i++)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref firstReal, i * Lanes),
                    y = Vector512.LoadUnsafe(ref firstImaginary, i * Lanes);
                Vector512.FusedMultiplyAdd(x, x, Vector512.FusedMultiplyAdd(y, y, Vector512.LoadUnsafe(ref to, i * Side)))
                    .StoreUnsafe(ref to, i * Side);
            }
        }
    }

    /// <summary>Transforms a real plane that is the same at opposite places, in place; so is its transform, which stands
    /// transposed.</summary>
    /// <param name="plane">256 rows of 256 values. The first 129 columns are read, the first <see cref="EvenColumns"/> of the result
    /// written; <see cref="HalfColumns"/> are overwritten.</param>
    /// <param name="scratch">As many values; overwritten.</param>
    [SkipLocalsInit]
    public static void TransformEven(Span<float> plane, Span<float> scratch)
    {
        ThrowIfShort(plane);
        ThrowIfShort(scratch);
        Span<float> buffer = Aligned(stackalloc float[4 * Half + Lanes]), turned = Aligned(stackalloc float[4 * Half + Lanes]);
        for (int row = 0; row < Side; row++) scratch.Slice(row * Side, HalfColumns).Clear();
        Columns(plane, scratch, HalfColumns, buffer);
        // Both transforms of a pair of rows are real, so that one is carried as the other's imaginary part.
        for (int row = 0; row < EvenColumns / 2; row += Lanes)
        {
            int other = row + EvenColumns / 2;
            Span<float> real = turned[..Half], imaginary = turned.Slice(Half, Half), otherReal = turned.Slice(2 * Half, Half),
                otherImaginary = turned.Slice(3 * Half, Half);
            LoadRows(ref plane[row * Side], ref real[0], HalfColumns);
            LoadRows(ref scratch[row * Side], ref imaginary[0], Side / 2);
            LoadRows(ref plane[other * Side], ref otherReal[0], HalfColumns);
            LoadRows(ref scratch[other * Side], ref otherImaginary[0], Side / 2);
            Pair(ref turned[0], ref buffer[0]);
            Transform(buffer);
            // No imaginary part is read beyond the middle, where it is zero.
            for (int i = 0; i < Side; i++)
            {
                buffer.Slice(i * Lanes, Lanes).CopyTo(scratch.Slice(i * Side + Side / 2 + row, Lanes));
                buffer.Slice(Half + i * Lanes, Lanes).CopyTo(scratch.Slice(i * Side + Side / 2 + other, Lanes));
            }
        }
        for (int row = 0; row < Side; row++) scratch.Slice(row * Side + Side / 2, EvenColumns).CopyTo(plane.Slice(row * Side, EvenColumns));
    }

    /// <summary>What is left of memory when it begins where a vector of 16 floats does not cross a line of the cache. Memory that is
    /// moved loses time, and nothing else.</summary>
    public static unsafe Span<float> Aligned(Span<float> memory)
    {
        nuint past = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)) / sizeof(float) % Lanes;
        return memory[(int)((Lanes - past) % Lanes)..];
    }

    // The first pass reads the plane and the last one writes it.
    private static void Columns(Span<float> real, Span<float> imaginary, int count, Span<float> buffer)
    {
        ref float firstReal = ref buffer[0], firstImaginary = ref buffer[Half], secondReal = ref buffer[2 * Half],
            secondImaginary = ref buffer[3 * Half];
        for (int column = 0; column < count; column += Lanes)
        {
            Pass(ref real[column], ref imaginary[column], Side, ref firstReal, ref firstImaginary, Lanes, 256);
            Pass(ref firstReal, ref firstImaginary, Lanes, ref secondReal, ref secondImaginary, Lanes, 64);
            Pass(ref secondReal, ref secondImaginary, Lanes, ref firstReal, ref firstImaginary, Lanes, 16);
            Pass(ref firstReal, ref firstImaginary, Lanes, ref real[column], ref imaginary[column], Side, 4);
        }
    }

    // Sixteen columns that are in the first half of the buffer, and stay there.
    private static void Transform(Span<float> buffer)
    {
        ref float firstReal = ref buffer[0], firstImaginary = ref buffer[Half], secondReal = ref buffer[2 * Half],
            secondImaginary = ref buffer[3 * Half];
        Pass(ref firstReal, ref firstImaginary, Lanes, ref secondReal, ref secondImaginary, Lanes, 256);
        Pass(ref secondReal, ref secondImaginary, Lanes, ref firstReal, ref firstImaginary, Lanes, 64);
        Pass(ref firstReal, ref firstImaginary, Lanes, ref secondReal, ref secondImaginary, Lanes, 16);
        Pass(ref secondReal, ref secondImaginary, Lanes, ref firstReal, ref firstImaginary, Lanes, 4);
    }

    // Rows x and y whose second halves are the conjugates of the first ones, as x + iy. The first and the middle value are real.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pair(ref float rows, ref float buffer)
    {
        for (nuint i = 0; i <= Side / 2; i += Side / 2)
        {
            Vector512.LoadUnsafe(ref rows, i * Lanes).StoreUnsafe(ref buffer, i * Lanes);
            Vector512.LoadUnsafe(ref rows, i * Lanes + 2 * Half).StoreUnsafe(ref buffer, i * Lanes + Half);
        }
        for (nuint i = 1; i < Side / 2; i++)
        {
            nuint at = i * Lanes, opposite = (Side - i) * Lanes;
            Vector512<float> xReal = Vector512.LoadUnsafe(ref rows, at), xImaginary = Vector512.LoadUnsafe(ref rows, at + Half),
                yReal = Vector512.LoadUnsafe(ref rows, at + 2 * Half), yImaginary = Vector512.LoadUnsafe(ref rows, at + 3 * Half);
            (xReal - yImaginary).StoreUnsafe(ref buffer, at);
            (xImaginary + yReal).StoreUnsafe(ref buffer, at + Half);
            (xReal + yImaginary).StoreUnsafe(ref buffer, opposite);
            (yReal - xImaginary).StoreUnsafe(ref buffer, opposite + Half);
        }
    }

    // Sixteen rows become columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadRows(ref float rows, ref float to, int count)
    {
        const int block = 4;
        for (int column = 0; column < count; column += block)
            for (int row = 0; row < Lanes; row += block)
            {
                var (a, b, c, d) = Turned(ref Unsafe.Add(ref rows, row * Side + column));
                ref float target = ref Unsafe.Add(ref to, column * Lanes + row);
                a.StoreUnsafe(ref target);
                b.StoreUnsafe(ref target, Lanes);
                c.StoreUnsafe(ref target, 2 * Lanes);
                d.StoreUnsafe(ref target, 3 * Lanes);
            }
    }

    private static void ThrowIfShort(Span<float> plane) => ArgumentOutOfRangeException.ThrowIfLessThan(plane.Length, Side * Side);

    // One of four passes: transforms of this length become four times as many of a quarter. A row is so many values after the last one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ref float fromReal, ref float fromImaginary, int from, ref float toReal, ref float toImaginary, int to,
        int length)
    {
        int stride = Side / length;
        for (int p = 0; p < length / 4; p++)
        {
            int turn = p * stride;
            Vector512<float> cosine1 = Vector512.Create(Cosines[turn]), sine1 = Vector512.Create(Sines[turn]),
                cosine2 = Vector512.Create(Cosines[2 * turn]), sine2 = Vector512.Create(Sines[2 * turn]),
                cosine3 = Vector512.Create(Cosines[3 * turn]), sine3 = Vector512.Create(Sines[3 * turn]);
            for (int q = 0; q < stride; q++)
            {
                nuint a = (nuint)((turn + q) * from), quarter = (nuint)(Side / 4 * from), b = a + quarter, c = b + quarter, d = c + quarter;
                Vector512<float> aReal = Vector512.LoadUnsafe(ref fromReal, a), aImaginary = Vector512.LoadUnsafe(ref fromImaginary, a),
                    bReal = Vector512.LoadUnsafe(ref fromReal, b), bImaginary = Vector512.LoadUnsafe(ref fromImaginary, b),
                    cReal = Vector512.LoadUnsafe(ref fromReal, c), cImaginary = Vector512.LoadUnsafe(ref fromImaginary, c),
                    dReal = Vector512.LoadUnsafe(ref fromReal, d), dImaginary = Vector512.LoadUnsafe(ref fromImaginary, d);
                Vector512<float> evenReal = aReal + cReal, evenImaginary = aImaginary + cImaginary,
                    oddReal = aReal - cReal, oddImaginary = aImaginary - cImaginary,
                    sumReal = bReal + dReal, sumImaginary = bImaginary + dImaginary,
                    quarterReal = bImaginary - dImaginary, quarterImaginary = dReal - bReal;
                nuint at = (nuint)((4 * turn + q) * to), next = (nuint)(stride * to);
                (evenReal + sumReal).StoreUnsafe(ref toReal, at);
                (evenImaginary + sumImaginary).StoreUnsafe(ref toImaginary, at);
                Put(oddReal + quarterReal, oddImaginary + quarterImaginary, cosine1, sine1, ref toReal, ref toImaginary, at + next);
                Put(evenReal - sumReal, evenImaginary - sumImaginary, cosine2, sine2, ref toReal, ref toImaginary, at + 2 * next);
                Put(oddReal - quarterReal, oddImaginary - quarterImaginary, cosine3, sine3, ref toReal, ref toImaginary, at + 3 * next);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> real, Vector512<float> imaginary, Vector512<float> cosine, Vector512<float> sine,
        ref float toReal, ref float toImaginary, nuint at)
    {
        Vector512.FusedMultiplyAdd(real, cosine, imaginary * sine).StoreUnsafe(ref toReal, at);
        Vector512.FusedMultiplyAdd(imaginary, cosine, -(real * sine)).StoreUnsafe(ref toImaginary, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float>, Vector128<float>, Vector128<float>, Vector128<float>) Turned(ref float block)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref block), b = Vector128.LoadUnsafe(ref block, Side),
            c = Vector128.LoadUnsafe(ref block, 2 * Side), d = Vector128.LoadUnsafe(ref block, 3 * Side);
        if (!Sse.IsSupported)
            return (Vector128.Create(a[0], b[0], c[0], d[0]), Vector128.Create(a[1], b[1], c[1], d[1]),
                Vector128.Create(a[2], b[2], c[2], d[2]), Vector128.Create(a[3], b[3], c[3], d[3]));
        Vector128<float> low = Sse.UnpackLow(a, b), lowOther = Sse.UnpackLow(c, d), high = Sse.UnpackHigh(a, b),
            highOther = Sse.UnpackHigh(c, d);
        return (Sse.MoveLowToHigh(low, lowOther), Sse.MoveHighToLow(lowOther, low), Sse.MoveLowToHigh(high, highOther),
            Sse.MoveHighToLow(highOther, high));
    }

    private static float[] Table(Func<double, double> function) =>
        [.. Enumerable.Range(0, Side).Select(step => (float)function(2 * Math.PI * step / Side))];
}
