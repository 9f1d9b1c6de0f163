using System.Numerics;

namespace BlurDetection.Verdicts;

/// <summary>The two-dimensional Fourier transform of 256 x 256 values.</summary>
/// <remarks>Stockham's radix 4, along columns, as many at a time as a vector has lanes. Turning the plane between both directions keeps
/// every read a whole vector.</remarks>
internal static class FourierTransform
{
    /// <summary>Values along a side.</summary>
    public const int Side = 256;

    private static readonly float[] Cosines = Table(Math.Cos), Sines = Table(Math.Sin);

    /// <summary>Transforms in place, without a factor; the result stands transposed.</summary>
    /// <param name="real">256 rows of 256 values.</param>
    /// <param name="imaginary">As many.</param>
    /// <param name="wanted">How many columns of the result, from the first on, are needed; the others are left unfinished.</param>
    public static void Transform(Span<float> real, Span<float> imaginary, int wanted = Side)
    {
        Columns(real, imaginary, Side);
        Transpose(real);
        Transpose(imaginary);
        Columns(real, imaginary, wanted);
    }

    private static void Columns(Span<float> real, Span<float> imaginary, int count)
    {
        int lanes = Vector<float>.Count;
        Span<Vector<float>> firstReal = stackalloc Vector<float>[Side], firstImaginary = stackalloc Vector<float>[Side],
            secondReal = stackalloc Vector<float>[Side], secondImaginary = stackalloc Vector<float>[Side];
        for (int column = 0; column < count; column += lanes)
        {
            for (int row = 0; row < Side; row++)
            {
                firstReal[row] = new Vector<float>(real[(row * Side + column)..]);
                firstImaginary[row] = new Vector<float>(imaginary[(row * Side + column)..]);
            }
            Pass(firstReal, firstImaginary, secondReal, secondImaginary, 256);
            Pass(secondReal, secondImaginary, firstReal, firstImaginary, 64);
            Pass(firstReal, firstImaginary, secondReal, secondImaginary, 16);
            Pass(secondReal, secondImaginary, firstReal, firstImaginary, 4);
            for (int row = 0; row < Side; row++)
            {
                firstReal[row].CopyTo(real[(row * Side + column)..]);
                firstImaginary[row].CopyTo(imaginary[(row * Side + column)..]);
            }
        }
    }

    // One of four passes: transforms of this length become four times as many of a quarter.
    private static void Pass(ReadOnlySpan<Vector<float>> fromReal, ReadOnlySpan<Vector<float>> fromImaginary,
        Span<Vector<float>> toReal, Span<Vector<float>> toImaginary, int length)
    {
        const int quarter = Side / 4;
        int stride = Side / length;
        for (int p = 0; p < length / 4; p++)
        {
            int turn = p * stride;
            for (int q = 0; q < stride; q++)
            {
                int at = turn + q, to = 4 * turn + q;
                Vector<float> aReal = fromReal[at], aImaginary = fromImaginary[at],
                    bReal = fromReal[at + quarter], bImaginary = fromImaginary[at + quarter],
                    cReal = fromReal[at + 2 * quarter], cImaginary = fromImaginary[at + 2 * quarter],
                    dReal = fromReal[at + 3 * quarter], dImaginary = fromImaginary[at + 3 * quarter];
                Vector<float> evenReal = aReal + cReal, evenImaginary = aImaginary + cImaginary,
                    oddReal = aReal - cReal, oddImaginary = aImaginary - cImaginary,
                    sumReal = bReal + dReal, sumImaginary = bImaginary + dImaginary,
                    quarterReal = bImaginary - dImaginary, quarterImaginary = dReal - bReal;
                toReal[to] = evenReal + sumReal;
                toImaginary[to] = evenImaginary + sumImaginary;
                Put(oddReal + quarterReal, oddImaginary + quarterImaginary, turn, toReal, toImaginary, to + stride);
                Put(evenReal - sumReal, evenImaginary - sumImaginary, 2 * turn, toReal, toImaginary, to + 2 * stride);
                Put(oddReal - quarterReal, oddImaginary - quarterImaginary, 3 * turn, toReal, toImaginary, to + 3 * stride);
            }
        }
    }

    private static void Put(Vector<float> real, Vector<float> imaginary, int turn, Span<Vector<float>> toReal,
        Span<Vector<float>> toImaginary, int at)
    {
        float cosine = Cosines[turn], sine = Sines[turn];
        toReal[at] = real * cosine + imaginary * sine;
        toImaginary[at] = imaginary * cosine - real * sine;
    }

    private static void Transpose(Span<float> plane)
    {
        const int block = 16;
        for (int top = 0; top < Side; top += block)
            for (int left = top; left < Side; left += block)
                for (int row = top; row < top + block; row++)
                    for (int column = Math.Max(left, row + 1); column < left + block; column++)
                        (plane[row * Side + column], plane[column * Side + row]) = (plane[column * Side + row], plane[row * Side + column]);
    }

    private static float[] Table(Func<double, double> function) =>
        [.. Enumerable.Range(0, Side).Select(step => (float)function(2 * Math.PI * step / Side))];
}
