using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Verdicts;

/// <summary>The two-dimensional Fourier transform of 256 x 256 values.</summary>
/// <remarks>Stockham's radix 4, along columns, sixteen at a time. Turning the plane between both directions keeps every read a whole
/// vector.</remarks>
internal static class FourierTransform
{
    /// <summary>Values along a side.</summary>
    public const int Side = 256;

    /// <summary>Columns that are transformed at a time.</summary>
    public const int Lanes = 16;

    private static readonly float[] Cosines = Table(Math.Cos), Sines = Table(Math.Sin);

    /// <summary>Transforms in place, without a factor; the result stands transposed.</summary>
    /// <param name="real">256 rows of 256 values.</param>
    /// <param name="imaginary">As many.</param>
    /// <param name="wanted">How many columns of the result, from the first on, are needed; the others are left unfinished.</param>
    public static void Transform(Span<float> real, Span<float> imaginary, int wanted = Side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(real.Length, Side * Side);
        ArgumentOutOfRangeException.ThrowIfLessThan(imaginary.Length, Side * Side);
        Columns(real, imaginary, Side);
        Transpose(real);
        Transpose(imaginary);
        Columns(real, imaginary, wanted);
    }

    /// <summary>What is left of memory when it begins where a vector of 16 floats does not cross a line of the cache. Memory that is
    /// moved loses time, and nothing else.</summary>
    public static unsafe Span<float> Aligned(Span<float> memory)
    {
        nuint past = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)) / sizeof(float) % Lanes;
        return memory[(int)((Lanes - past) % Lanes)..];
    }

    // The first pass reads the plane and the last one writes it.
    [SkipLocalsInit]
    private static void Columns(Span<float> real, Span<float> imaginary, int count)
    {
        const int half = Side * Lanes;
        Span<float> buffer = Aligned(stackalloc float[4 * half + Lanes]);
        ref float firstReal = ref buffer[0], firstImaginary = ref buffer[half], secondReal = ref buffer[2 * half],
            secondImaginary = ref buffer[3 * half];
        for (int column = 0; column < count; column += Lanes)
        {
            Pass(ref real[column], ref imaginary[column], Side, ref firstReal, ref firstImaginary, Lanes, 256);
            Pass(ref firstReal, ref firstImaginary, Lanes, ref secondReal, ref secondImaginary, Lanes, 64);
            Pass(ref secondReal, ref secondImaginary, Lanes, ref firstReal, ref firstImaginary, Lanes, 16);
            Pass(ref firstReal, ref firstImaginary, Lanes, ref real[column], ref imaginary[column], Side, 4);
        }
    }

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

    private static void Transpose(Span<float> plane)
    {
        const int block = 4;
        ref float start = ref MemoryMarshal.GetReference(plane);
        for (int top = 0; top < Side; top += block)
            for (int left = top; left < Side; left += block)
                Exchange(ref Unsafe.Add(ref start, top * Side + left), ref Unsafe.Add(ref start, left * Side + top));
    }

    // Two blocks of 4 x 4 change places, each turned; on the diagonal they are one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref float block, ref float other)
    {
        var (a, b, c, d) = Turned(ref block);
        var (e, f, g, h) = Turned(ref other);
        Store(a, b, c, d, ref other);
        Store(e, f, g, h, ref block);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, ref float to)
    {
        a.StoreUnsafe(ref to);
        b.StoreUnsafe(ref to, Side);
        c.StoreUnsafe(ref to, 2 * Side);
        d.StoreUnsafe(ref to, 3 * Side);
    }

    private static float[] Table(Func<double, double> function) =>
        [.. Enumerable.Range(0, Side).Select(step => (float)function(2 * Math.PI * step / Side))];
}
