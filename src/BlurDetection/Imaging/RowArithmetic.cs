using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Imaging;

/// <summary>Vectorised arithmetic on rows. Multiplications and additions stay separate, so that the results do not depend
/// on the vector unit.</summary>
internal static class RowArithmetic
{
    /// <summary>sum[i] = row[i]</summary>
    public static unsafe void Convert(ReadOnlySpan<byte> row, Span<float> sum)
    {
        sum = sum[..row.Length];
        var i = 0;
        if (Avx2.IsSupported)
        {
            fixed (byte* from = row)
            fixed (float* to = sum)
                for (; i + Vector256<float>.Count <= row.Length; i += Vector256<float>.Count)
                    Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(from + i)).Store(to + i);
        }
        for (var step = Vector<byte>.Count; i + step <= row.Length; i += step)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var low, out var high);
            Store(low, sum[i..]);
            Store(high, sum[(i + step / 2)..]);
        }
        for (; i < row.Length; i++) sum[i] = row[i];

        static void Store(Vector<ushort> values, Span<float> at)
        {
            Vector.Widen(values, out var low, out var high);
            Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(at);
            Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(at[Vector<float>.Count..]);
        }
    }

    /// <summary>sum[i] = row[i] * factor</summary>
    public static void Scale(ReadOnlySpan<float> row, float factor, Span<float> sum)
    {
        sum = sum[..row.Length];
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var i = 0; i < rows.Length; i++) sums[i] = rows[i] * factor;
        for (var i = rows.Length * Vector<float>.Count; i < row.Length; i++) sum[i] = row[i] * factor;
    }

    /// <summary>sum[i] += row[i] * factor</summary>
    public static void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sum)
    {
        sum = sum[..row.Length];
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var i = 0; i < rows.Length; i++) sums[i] += rows[i] * factor;
        for (var i = rows.Length * Vector<float>.Count; i < row.Length; i++) sum[i] += row[i] * factor;
    }

    /// <summary>sum[i] += a[i] * factors[0] + b[i] * factors[1] + c[i] * factors[2] + d[i] * factors[3]</summary>
    public static void AddScaledFour(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d,
        ReadOnlySpan<float> factors, Span<float> sum)
    {
        var count = sum.Length;
        a = a[..count];
        b = b[..count];
        c = c[..count];
        d = d[..count];
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var vc = MemoryMarshal.Cast<float, Vector<float>>(c);
        var vd = MemoryMarshal.Cast<float, Vector<float>>(d);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var (fa, fb, fc, fd) = (factors[0], factors[1], factors[2], factors[3]);
        for (var i = 0; i < sums.Length && i < va.Length && i < vb.Length && i < vc.Length && i < vd.Length; i++)
            sums[i] = sums[i] + va[i] * fa + vb[i] * fb + vc[i] * fc + vd[i] * fd;
        for (var i = sums.Length * Vector<float>.Count; i < count; i++) sum[i] = sum[i] + a[i] * fa + b[i] * fb + c[i] * fc + d[i] * fd;
    }
}
