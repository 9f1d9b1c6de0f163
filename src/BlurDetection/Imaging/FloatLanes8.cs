using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>Eight floats.</summary>
internal readonly unsafe struct FloatLanes8 : IFloatLanes<Vector256<float>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> All(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> values, float* to) => values.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreClamped(Vector256<float> values, float* to) =>
        Vector256.MaxNative(Vector256<float>.Zero, Vector256.MinNative(values, Vector256.Create(255f))).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AddProduct(Vector256<float> sum, Vector256<float> left, Vector256<float> right) => sum + left * right;
}
