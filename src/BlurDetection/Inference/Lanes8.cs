using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Inference;

/// <summary>Eight filters, with AVX2, and its VNNI where there is one.</summary>
internal readonly unsafe struct Lanes8 : ILanes<Vector256<short>, Vector256<int>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Weights(short* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Sums(int* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(short* two, Vector256<short> weights, Vector256<int> sums) => AvxVnni.IsSupported
        ? AvxVnni.MultiplyWideningAndAdd(sums, weights, Vector256.Create(*(int*)two).AsInt16())
        : sums + Avx2.MultiplyAddAdjacent(weights, Vector256.Create(*(int*)two).AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreScaled(float* from, float factor, float most, short* to)
    {
        Vector256<float> scale = Vector256.Create(factor), limit = Vector256.Create(most);
        var low = Avx.ConvertToVector256Int32(Avx.Min(Vector256.Load(from) * scale, limit));
        var high = Avx.ConvertToVector256Int32(Avx.Min(Vector256.Load(from + 8) * scale, limit));
        Avx2.Permute4x64(Avx2.PackSignedSaturate(low, high).AsInt64(), 0b11_01_10_00).AsInt16().Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpper(Vector256<int> sums, short* to)
    {
        var upper = Vector256.Max(sums, default) >> 16;
        Sse2.PackSignedSaturate(upper.GetLower(), upper.GetUpper()).Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector256<int> sums, float* factors, byte* to)
    {
        var scaled = Avx.ConvertToVector256Int32(Avx.ConvertToVector256Single(Vector256.Max(sums, default)) * Vector256.Load(factors));
        var shorts = Sse2.PackSignedSaturate(scaled.GetLower(), scaled.GetUpper());
        *(long*)to = Sse2.PackUnsignedSaturate(shorts, shorts).AsInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFloats(Vector256<int> sums, float* factors, float* to) =>
        (Avx.ConvertToVector256Single(sums) * Vector256.Load(factors)).Store(to);
}
