using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Degradation;

/// <summary>The denoisers that cameras and phones run before they compress; in place.</summary>
internal static class Denoising
{
    private const int BilateralRadius = 2;

    /// <summary>The median of 3x3, by a sorting network over whole rows (Paeth, 1990).</summary>
    public static void Median3(PlanarImage image)
    {
        int width = image.Width, height = image.Height;
        if (width < 3 || height < 3) return;
        var source = image.Pixels.ToArray();
        int n = width - 2;
        var lanes = new float[9][];
        for (int i = 0; i < 9; i++) lanes[i] = new float[n];
        var swap = new float[n];
        for (int y = 1; y < height - 1; y++)
        {
            for (int i = 0; i < 9; i++) source.AsSpan((y - 1 + i / 3) * width + i % 3, n).CopyTo(lanes[i]);
            foreach (var (a, b) in MedianNetwork)
            {
                TensorPrimitives.Min(lanes[a], lanes[b], swap);
                TensorPrimitives.Max(lanes[a], lanes[b], lanes[b]);
                (lanes[a], swap) = (swap, lanes[a]);
            }
            lanes[4].CopyTo(image.Pixels.Slice(y * width + 1, n));
        }
    }

    /// <summary>Smooths within edges (Tomasi and Manduchi, 1998).</summary>
    /// <param name="image">Luma, 0..255.</param>
    /// <param name="sigmaSpace">Standard deviation over distance, in pixels.</param>
    /// <param name="sigmaRange">Standard deviation over luma, in levels.</param>
    public static void Bilateral(PlanarImage image, double sigmaSpace, double sigmaRange)
    {
        int width = image.Width, height = image.Height;
        if (width <= 2 * BilateralRadius || height <= 2 * BilateralRadius) return;
        var source = image.Pixels.ToArray();
        int n = width - 2 * BilateralRadius;
        float[] sum = new float[n], total = new float[n], weight = new float[n];
        for (int y = BilateralRadius; y < height - BilateralRadius; y++)
        {
            var centre = source.AsSpan(y * width + BilateralRadius, n);
            Array.Clear(sum);
            Array.Clear(total);
            for (int j = -BilateralRadius; j <= BilateralRadius; j++)
            {
                for (int i = -BilateralRadius; i <= BilateralRadius; i++)
                {
                    var neighbour = source.AsSpan((y + j) * width + BilateralRadius + i, n);
                    TensorPrimitives.Subtract(neighbour, centre, weight);
                    TensorPrimitives.Multiply(weight, weight, weight);
                    // 1 / (1 + d^2/s^2)^2 falls off much as the gaussian does, and costs no exponential.
                    TensorPrimitives.Multiply(weight, (float)(0.5 / (sigmaRange * sigmaRange)), weight);
                    TensorPrimitives.Add(weight, 1f, weight);
                    TensorPrimitives.Multiply(weight, weight, weight);
                    TensorPrimitives.Divide((float)Math.Exp(-(i * i + j * j) / (2 * sigmaSpace * sigmaSpace)), weight, weight);
                    TensorPrimitives.Add(total, weight, total);
                    TensorPrimitives.MultiplyAdd(weight, neighbour, sum, sum);
                }
            }
            TensorPrimitives.Divide(sum, total, image.Pixels.Slice(y * width + BilateralRadius, n));
        }
    }

    private static readonly (int A, int B)[] MedianNetwork =
    [
        (1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8), (0, 3), (5, 8), (4, 7), (3, 6), (1, 4), (2, 5), (4, 7), (4, 2), (6, 4), (4, 2),
    ];
}
