using System.Runtime.Intrinsics;

namespace BlurDetection.Jpeg;

/// <summary>Turns a block of coefficients into 8x8, 4x4, 2x2 pixels or one, by the integers of libjpeg (its "islow" and its reduced
/// transforms), so that every pixel is the same.</summary>
/// <param name="quantisation">What the coefficients were divided by, in eight rows.</param>
/// <param name="size">Pixels on a side: 8, 4, 2 or 1.</param>
internal sealed unsafe class ScaledDct(int[] quantisation, int size)
{
    private const int Side = 8, MidGrey = 128;
    private const int ConstantBits = 13, FirstPassBits = 2;

    // The shorter transforms are scaled by 2 and 4.
    private readonly int _further = size == 8 ? 0 : size == 4 ? 1 : 2;

    /// <summary>Writes the pixels of a block.</summary>
    /// <param name="first">The first coefficient.</param>
    /// <param name="others">The other ones, in eight rows; null where all are zero.</param>
    /// <param name="pixels">Takes them.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Apply(int first, short* others, Span<byte> pixels, int stride)
    {
        if (others == null || size == 1)
        {
            var grey = Clamp((first * quantisation[0] + 4) >> 3);
            for (var y = 0; y < size; y++) pixels.Slice(y * stride, size).Fill(grey);
            return;
        }
        var rows = stackalloc Vector256<int>[Side];
        var turned = stackalloc int[Side * Side];
        fixed (int* table = quantisation)
            for (var y = 0; y < Side; y++)
                rows[y] = Vector256.WidenLower(Vector128.Load(others + Side * y).ToVector256Unsafe()) * Vector256.Load(table + Side * y);
        rows[0] = rows[0].WithElement(0, first * quantisation[0]);
        Transform(rows, ConstantBits - FirstPassBits + _further);
        var values = (int*)rows;
        for (var y = 0; y < size; y++)
            for (var x = 0; x < Side; x++) turned[Side * x + y] = values[Side * y + x];
        for (var x = 0; x < Side; x++) rows[x] = Vector256.Load(turned + Side * x);
        Transform(rows, ConstantBits + FirstPassBits + 3 + _further);
        for (var x = 0; x < size; x++)
            for (var y = 0; y < size; y++) pixels[y * stride + x] = Clamp(values[Side * x + y]);
    }

    private void Transform(Vector256<int>* v, int shift)
    {
        switch (size)
        {
            case 8:
                Eight(v, shift);
                break;
            case 4:
                Four(v, shift);
                break;
            default:
                Two(v, shift);
                break;
        }
    }

    // Loeffler, Ligtenberg, Moschytz, 1989, with 12 multiplications.
    private static void Eight(Vector256<int>* v, int shift)
    {
        var z1 = (v[2] + v[6]) * 4433;
        var (t2, t3) = (z1 - v[6] * 15137, z1 + v[2] * 6270);
        var (t0, t1) = ((v[0] + v[4]) << ConstantBits, (v[0] - v[4]) << ConstantBits);
        var (e0, e1, e2, e3) = (t0 + t3, t1 + t2, t1 - t2, t0 - t3);
        z1 = (v[7] + v[1]) * -7373;
        var z2 = (v[5] + v[3]) * -20995;
        var (z3, z4) = (v[7] + v[3], v[5] + v[1]);
        var z5 = (z3 + z4) * 9633;
        (z3, z4) = (z3 * -16069 + z5, z4 * -3196 + z5);
        var (o0, o1, o2, o3) = (v[7] * 2446 + z1 + z3, v[5] * 16819 + z2 + z4, v[3] * 25172 + z2 + z3, v[1] * 12299 + z1 + z4);
        (v[0], v[7]) = (Descale(e0 + o3, shift), Descale(e0 - o3, shift));
        (v[1], v[6]) = (Descale(e1 + o2, shift), Descale(e1 - o2, shift));
        (v[2], v[5]) = (Descale(e2 + o1, shift), Descale(e2 - o1, shift));
        (v[3], v[4]) = (Descale(e3 + o0, shift), Descale(e3 - o0, shift));
    }

    private static void Four(Vector256<int>* v, int shift)
    {
        var even = v[0] << (ConstantBits + 1);
        var t = v[2] * 15137 - v[6] * 6270;
        var (e0, e1) = (even + t, even - t);
        var o1 = v[7] * -1730 + v[5] * 11893 - v[3] * 17799 + v[1] * 8697;
        var o0 = v[7] * -4176 - v[5] * 4926 + v[3] * 7373 + v[1] * 20995;
        (v[0], v[3]) = (Descale(e0 + o0, shift), Descale(e0 - o0, shift));
        (v[1], v[2]) = (Descale(e1 + o1, shift), Descale(e1 - o1, shift));
    }

    private static void Two(Vector256<int>* v, int shift)
    {
        var even = v[0] << (ConstantBits + 2);
        var odd = v[7] * -5906 + v[5] * 6967 - v[3] * 10426 + v[1] * 29692;
        (v[0], v[1]) = (Descale(even + odd, shift), Descale(even - odd, shift));
    }

    private static Vector256<int> Descale(Vector256<int> value, int shift) => (value + Vector256.Create(1 << (shift - 1))) >> shift;

    private static byte Clamp(int value) => (byte)Math.Clamp(value + MidGrey, 0, 255);
}
