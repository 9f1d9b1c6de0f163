using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging.Jpeg;

/// <summary>Inverse DCT to 1, 2 or 4 values a side instead of 8, in the integer arithmetic of libjpeg's reduced-size transforms, so that the values are the same.</summary>
/// <remarks>The transforms are those of Loeffler, Ligtenberg and Moschytz (1989) with the unneeded outputs left out; 13 fraction bits, 2 kept between the passes.</remarks>
internal sealed unsafe class ReducedInverseDct
{
    private const int FractionBits = 13, KeptBits = 2;
    private static readonly Vector256<int> TwoOdd = Vector256.Create(0, 29692, 0, -10426, 0, 6967, 0, -5906); // 3.624509785, -1.272758580, 0.850430095, -0.720959822

    private readonly int _side;
    private readonly int[] _scale = new int[64]; // the quantiser, times the constants of the first pass where one constant is all there is
    private readonly int _dc;

    /// <summary>Prepares for a quantisation table.</summary>
    /// <param name="side">1, 2 or 4.</param>
    /// <param name="quantisers">64 values in natural order.</param>
    public ReducedInverseDct(int side, ReadOnlySpan<ushort> quantisers)
    {
        (_side, _dc) = (side, quantisers[0]);
        ReadOnlySpan<int> two = [1 << (FractionBits + 2), 29692, 0, -10426, 0, 6967, 0, -5906];
        for (var i = 0; i < 64; i++) _scale[i] = quantisers[i] * (side == 2 ? two[i / 8] : 1);
    }

    /// <summary>Transforms a block of 64 coefficients in natural order.</summary>
    /// <param name="block">The coefficients.</param>
    /// <param name="onlyDc">Whether all but the first are zero.</param>
    /// <param name="output">Top left of the values.</param>
    /// <param name="stride">From one row of values to the next.</param>
    public void Transform(short* block, bool onlyDc, byte* output, int stride)
    {
        if (_side == 1 || onlyDc)
        {
            var value = Limited((block[0] * _dc + 4) >> 3);
            for (var y = 0; y < _side; y++)
            for (var x = 0; x < _side; x++)
                output[y * stride + x] = value;
            return;
        }
        fixed (int* scale = _scale)
        {
            if (_side == 2) ToTwo(block, scale, output, stride);
            else ToFour(block, scale, output, stride);
        }
    }

    private static void ToTwo(short* block, int* scale, byte* output, int stride)
    {
        var even = Row(block, scale, 0);
        var odd = Row(block, scale, 1) + Row(block, scale, 3) + Row(block, scale, 5) + Row(block, scale, 7);
        const int shift = FractionBits - KeptBits + 2;
        var half = Vector256.Create(1 << (shift - 1));
        LastTwo((even + odd + half) >> shift, output);
        LastTwo((even - odd + half) >> shift, output + stride);
    }

    private static void LastTwo(Vector256<int> row, byte* output)
    {
        const int shift = FractionBits + KeptBits + 3 + 2;
        var even = (row.ToScalar() << (FractionBits + 2)) + (1 << (shift - 1));
        var odd = Vector256.Sum(row * TwoOdd);
        output[0] = Limited((even + odd) >> shift);
        output[1] = Limited((even - odd) >> shift);
    }

    private static void ToFour(short* block, int* scale, byte* output, int stride)
    {
        const int shift = FractionBits - KeptBits + 1;
        var half = Vector256.Create(1 << (shift - 1));
        Vector256<int> r1 = Row(block, scale, 1), r3 = Row(block, scale, 3), r5 = Row(block, scale, 5), r7 = Row(block, scale, 7);
        var first = Row(block, scale, 0) << (FractionBits + 1);
        var second = Row(block, scale, 2) * 15137 - Row(block, scale, 6) * 6270; // 1.847759065, 0.765366865
        Vector256<int> outer = first + second + half, inner = first - second + half;
        var innerOdd = r1 * 8697 - r3 * 17799 + r5 * 11893 - r7 * 1730; // 1.061594337, 2.172734803, 1.451774981, 0.211164243
        var outerOdd = r1 * 20995 + r3 * 7373 - r5 * 4926 - r7 * 4176; // 2.562915447, 0.899976223, 0.601344887, 0.509795579
        LastFour((outer + outerOdd) >> shift, output);
        LastFour((inner + innerOdd) >> shift, output + stride);
        LastFour((inner - innerOdd) >> shift, output + 2 * stride);
        LastFour((outer - outerOdd) >> shift, output + 3 * stride);
    }

    private static void LastFour(Vector256<int> row, byte* output)
    {
        const int shift = FractionBits + KeptBits + 3 + 1;
        int w1 = row[1], w3 = row[3], w5 = row[5], w7 = row[7];
        var first = (row[0] << (FractionBits + 1)) + (1 << (shift - 1));
        var second = row[2] * 15137 - row[6] * 6270;
        int outer = first + second, inner = first - second;
        var innerOdd = w1 * 8697 - w3 * 17799 + w5 * 11893 - w7 * 1730;
        var outerOdd = w1 * 20995 + w3 * 7373 - w5 * 4926 - w7 * 4176;
        output[0] = Limited((outer + outerOdd) >> shift);
        output[1] = Limited((inner + innerOdd) >> shift);
        output[2] = Limited((inner - innerOdd) >> shift);
        output[3] = Limited((outer - outerOdd) >> shift);
    }

    private static Vector256<int> Row(short* block, int* scale, int row) =>
        Vector256.WidenLower(Vector128.Load(block + 8 * row).ToVector256Unsafe()) * Vector256.Load(scale + 8 * row);

    private static byte Limited(int value) => (byte)Math.Clamp(value + 128, 0, 255);
}
