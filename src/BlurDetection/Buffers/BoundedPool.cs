using System.Buffers;
using System.Runtime.CompilerServices;

namespace BlurDetection.Buffers;

/// <summary>The shared array pool, except for arrays so large that keeping them would cost more than making them.</summary>
/// <remarks>The shared pool keeps arrays of up to a gibibyte for each thread that returned one.</remarks>
internal static class BoundedPool<T> where T : unmanaged
{
    private const int MostPooledBytes = 16 << 20;

    /// <summary>An array of at least that length, whose values are arbitrary.</summary>
    public static T[] Rent(int length) =>
        (long)length * Unsafe.SizeOf<T>() > MostPooledBytes ? GC.AllocateUninitializedArray<T>(length) : ArrayPool<T>.Shared.Rent(length);

    /// <summary>Takes an array back that <see cref="Rent"/> gave.</summary>
    public static void Return(T[] array)
    {
        if ((long)array.Length * Unsafe.SizeOf<T>() <= MostPooledBytes) ArrayPool<T>.Shared.Return(array);
    }
}
