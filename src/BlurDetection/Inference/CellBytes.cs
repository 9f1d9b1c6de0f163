using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Inference;

/// <summary>Eight channels of a cell, as bytes in memory and floats in a vector.</summary>
internal static unsafe class CellBytes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(byte* from) => Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(from));

    /// <summary>Rounds to the nearest byte, half to even; what is below zero becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> values, byte* to)
    {
        var whole = Avx.ConvertToVector256Int32(values);
        var shorts = Sse2.PackSignedSaturate(whole.GetLower(), whole.GetUpper());
        *(long*)to = Sse2.PackUnsignedSaturate(shorts, shorts).AsInt64().ToScalar();
    }
}
