using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Inference;

/// <summary>Sixteen filters, with AVX-512.</summary>
internal readonly unsafe struct Lanes16 : ILanes<Vector512<short>, Vector512<int>>
{
    public static bool IsSupported => Avx512BW.IsSupported && Avx512F.IsSupported;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Weights(short* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Sums(int* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(short* two, Vector512<short> weights, Vector512<int> sums) =>
        sums + Avx512BW.MultiplyAddAdjacent(weights, Vector512.Create(*(int*)two).AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreScaled(float* from, float factor, float most, short* to)
    {
        var scaled = Avx512F.Min(Vector512.Load(from) * Vector512.Create(factor), Vector512.Create(most));
        Avx512F.ConvertToVector256Int16WithSaturation(Avx512F.ConvertToVector512Int32(scaled)).Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUpper(Vector512<int> sums, short* to) =>
        Avx512F.ConvertToVector256Int16(Vector512.Max(sums, default) >> 16).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<int> sums, float* factors, byte* to)
    {
        var scaled = Avx512F.ConvertToVector512Single(Vector512.Max(sums, default)) * Vector512.Load(factors);
        Avx512F.ConvertToVector128ByteWithSaturation(Avx512F.ConvertToVector512Int32(scaled).AsUInt32()).Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFloats(Vector512<int> sums, float* factors, float* to) =>
        (Avx512F.ConvertToVector512Single(sums) * Vector512.Load(factors)).Store(to);
}
