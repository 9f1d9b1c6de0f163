using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics;

/// <summary>Convolves luma with a PSF; beyond the border the image continues by reflection.</summary>
internal static class Convolution
{
    public static PlanarImage Apply(PlanarImage source, PointSpreadFunction psf)
    {
        int width = source.Width, height = source.Height;
        var result = new float[width * height];
        if (psf.Size == 1)
        {
            source.Pixels.CopyTo(result);
            return new PlanarImage(1, height, width, result);
        }
        float[] padded = Pad(source, psf.Radius, out int stride);
        (int[] offsets, float[] weights) = Taps(psf, stride);
        for (int y = 0; y < height; y++)
            Row(padded.AsSpan(y * stride), result.AsSpan(y * width, width), offsets, weights);
        return new PlanarImage(1, height, width, result);
    }

    // Convolution turns the kernel by 180 degrees; a zero costs nothing.
    private static (int[] Offsets, float[] Weights) Taps(PointSpreadFunction psf, int stride)
    {
        var offsets = new List<int>();
        var weights = new List<float>();
        for (int at = 0; at < psf.Weights.Length; at++)
        {
            float weight = psf.Weights[psf.Weights.Length - 1 - at];
            if (weight == 0) continue;
            offsets.Add(at / psf.Size * stride + at % psf.Size);
            weights.Add(weight);
        }
        return ([.. offsets], [.. weights]);
    }

    // The sums of one block stay in registers while all taps pass by.
    private static void Row(ReadOnlySpan<float> source, Span<float> target, int[] offsets, float[] weights)
    {
        int lanes = Vector512<float>.Count, block = 4 * lanes;
        if (target.Length < block)
        {
            for (int tap = 0; tap < offsets.Length; tap++)
                TensorPrimitives.MultiplyAdd(source.Slice(offsets[tap], target.Length), weights[tap], target, target);
            return;
        }
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(target);
        for (int start = 0; start < target.Length; start += block)
        {
            // The last block overlaps the one before it.
            int x = Math.Min(start, target.Length - block);
            Vector512<float> a = default, b = default, c = default, d = default;
            for (int tap = 0; tap < offsets.Length; tap++)
            {
                ref float at = ref Unsafe.Add(ref from, offsets[tap] + x);
                var weight = Vector512.Create(weights[tap]);
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref at), weight, a);
                b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref at, (nuint)lanes), weight, b);
                c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref at, (nuint)(2 * lanes)), weight, c);
                d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref at, (nuint)(3 * lanes)), weight, d);
            }
            a.StoreUnsafe(ref to, (nuint)x);
            b.StoreUnsafe(ref to, (nuint)(x + lanes));
            c.StoreUnsafe(ref to, (nuint)(x + 2 * lanes));
            d.StoreUnsafe(ref to, (nuint)(x + 3 * lanes));
        }
    }

    private static float[] Pad(PlanarImage source, int radius, out int stride)
    {
        int width = source.Width, height = source.Height;
        stride = width + 2 * radius;
        var padded = new float[stride * (height + 2 * radius)];
        var pixels = source.Pixels;
        for (int y = 0; y < height + 2 * radius; y++)
        {
            var from = pixels.Slice(Reflect(y - radius, height) * width, width);
            var to = padded.AsSpan(y * stride, stride);
            from.CopyTo(to[radius..]);
            for (int x = 1; x <= radius; x++)
            {
                to[radius - x] = from[Reflect(-x, width)];
                to[radius + width - 1 + x] = from[Reflect(width - 1 + x, width)];
            }
        }
        return padded;
    }

    internal static int Reflect(int index, int length)
    {
        if (length == 1) return 0;
        int period = 2 * (length - 1);
        index = Math.Abs(index) % period;
        return index < length ? index : period - index;
    }
}
