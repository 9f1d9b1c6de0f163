using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Camera;

/// <summary>The denoisers that cameras and phones run before they compress; in place.</summary>
internal static class Denoising
{

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
    /// <param name="radius">Half the window's side, in pixels, at least 1. Default 2.</param>
    public static void Bilateral(PlanarImage image, double sigmaSpace, double sigmaRange, int radius = 2)
    {
        int width = image.Width, height = image.Height;
        if (width <= 2 * radius || height <= 2 * radius) return;
        var source = image.Pixels.ToArray();
        int n = width - 2 * radius;
        float[] sum = new float[n], total = new float[n], weight = new float[n];
        for (int y = radius; y < height - radius; y++)
        {
            var centre = source.AsSpan(y * width + radius, n);
            Array.Clear(sum);
            Array.Clear(total);
            for (int j = -radius; j <= radius; j++)
            {
                for (int i = -radius; i <= radius; i++)
                {
                    var neighbour = source.AsSpan((y + j) * width + radius + i, n);
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
            TensorPrimitives.Divide(sum, total, image.Pixels.Slice(y * width + radius, n));
        }
    }

    /// <summary>Flattens texture and keeps edges, like watercolour: the guided filter with the image as its own guide
    /// (He, Sun and Tang, 2010).</summary>
    /// <param name="image">Luma, 0..255.</param>
    /// <param name="radius">Half the window's side, in pixels, at least 1.</param>
    /// <param name="edge">Standard deviation of luma, in levels, above which a window counts as an edge.</param>
    public static void Guided(PlanarImage image, int radius, double edge)
    {
        int count = image.Width * image.Height;
        var squares = new float[count];
        TensorPrimitives.Multiply(image.Pixels, image.Pixels, squares);
        float[] mean = BoxMean(image.Pixels.ToArray(), image.Width, image.Height, radius),
            gain = BoxMean(squares, image.Width, image.Height, radius), offset = new float[count];
        float floor = (float)(edge * edge);
        for (int i = 0; i < count; i++)
        {
            float variance = MathF.Max(0, gain[i] - mean[i] * mean[i]);
            gain[i] = variance / (variance + floor);
            offset[i] = mean[i] * (1 - gain[i]);
        }
        TensorPrimitives.MultiplyAdd(image.Pixels, BoxMean(gain, image.Width, image.Height, radius),
            BoxMean(offset, image.Width, image.Height, radius), image.Pixels);
    }

    // Running sums, across and then down; windows are cut off at the borders.
    private static float[] BoxMean(float[] values, int width, int height, int radius)
    {
        float[] across = new float[values.Length], result = new float[values.Length], sums = new float[width];
        for (int y = 0; y < height; y++)
        {
            var row = values.AsSpan(y * width, width);
            double sum = 0;
            for (int x = 0; x < Math.Min(radius, width); x++) sum += row[x];
            for (int x = 0; x < width; x++)
            {
                if (x + radius < width) sum += row[x + radius];
                if (x > radius) sum -= row[x - radius - 1];
                across[y * width + x] = (float)(sum / (Math.Min(width - 1, x + radius) - Math.Max(0, x - radius) + 1));
            }
        }
        for (int y = 0; y < Math.Min(radius, height); y++) TensorPrimitives.Add(sums, across.AsSpan(y * width, width), sums);
        for (int y = 0; y < height; y++)
        {
            if (y + radius < height) TensorPrimitives.Add(sums, across.AsSpan((y + radius) * width, width), sums);
            if (y > radius) TensorPrimitives.Subtract(sums, across.AsSpan((y - radius - 1) * width, width), sums);
            TensorPrimitives.Multiply(sums, 1f / (Math.Min(height - 1, y + radius) - Math.Max(0, y - radius) + 1),
                result.AsSpan(y * width, width));
        }
        return result;
    }

    private static readonly (int A, int B)[] MedianNetwork =
    [
        (1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8), (0, 3), (5, 8), (4, 7), (3, 6), (1, 4), (2, 5), (4, 7),
        (4, 2), (6, 4), (4, 2),
    ];
}
