using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlurDetection.Imaging;

/// <summary>Sixteen floats, with AVX-512.</summary>
internal readonly unsafe struct FloatLanes16 : IFloatLanes<Vector512<float>>
{
    public static bool IsSupported => Avx512F.IsSupported;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> All(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, float* to) => values.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreClamped(Vector512<float> values, float* to) =>
        Vector512.MaxNative(Vector512<float>.Zero, Vector512.MinNative(values, Vector512.Create(255f))).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> AddProduct(Vector512<float> sum, Vector512<float> left, Vector512<float> right) => sum + left * right;
}
