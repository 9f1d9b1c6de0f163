using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Imaging;

/// <summary>Vectorised arithmetic on rows. Multiplications and additions stay separate, so that the results do not depend
/// on the vector unit.</summary>
internal static class RowArithmetic
{
    /// <summary>sum[i] = row[i]</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Convert(ReadOnlySpan<byte> row, Span<float> sum)
    {
        sum = sum[..row.Length];
        var i = 0;
        fixed (byte* from = row)
        fixed (float* to = sum)
        {
            for (; Avx512F.IsSupported && i + Vector512<float>.Count <= row.Length; i += Vector512<float>.Count)
                Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(from + i))).Store(to + i);
            for (; Avx2.IsSupported && i + Vector256<float>.Count <= row.Length; i += Vector256<float>.Count)
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
}
