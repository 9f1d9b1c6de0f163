using System.Runtime.Intrinsics;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Augmentation;

/// <summary>Interpolation with a sinc of 16 x 16 pixels under a Lanczos window (Duchon, 1979): flat up to the finest
/// detail but the very last.</summary>
internal static class SincWarp
{
    private const int Taps = 16, Phases = 512;
    private static readonly float[] Kernel = Build();

    public static PlanarImage Apply(PlanarImage image, AffineMap map)
    {
        (int height, int width) = (image.Height, image.Width);
        int stride = width + 2 * Taps, rows = height + 2 * Taps;
        var pixels = new float[image.Channels * height * width];
        var padded = new float[rows * stride];
        for (int c = 0; c < image.Channels; c++)
        {
            Pad(image.Pixels.Slice(c * height * width, height * width), width, height, padded);
            Warp(padded, stride, rows, map, pixels.AsSpan(c * height * width, height * width), width, height);
        }
        return new PlanarImage(image.Channels, height, width, pixels);
    }

    private static void Warp(float[] padded, int stride, int rows, AffineMap map, Span<float> target, int width, int height)
    {
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                (double row, double column) = map.Source(y, x);
                // corners from far outside stop at the mirrored margin
                row = Math.Clamp(Reflect(row, height) + Taps, Taps / 2, rows - Taps / 2 - 1.001);
                column = Math.Clamp(Reflect(column, width) + Taps, Taps / 2, stride - Taps / 2 - 1.001);
                (int top, int left) = ((int)row, (int)column);
                int phaseY = (int)((row - top) * Phases) * Taps, phaseX = (int)((column - left) * Phases) * Taps;
                Vector256<float> near = Vector256<float>.Zero, far = Vector256<float>.Zero;
                int at = (top - Taps / 2 + 1) * stride + left - Taps / 2 + 1;
                for (int i = 0; i < Taps; i++, at += stride)
                {
                    var weight = Vector256.Create(Kernel[phaseY + i]);
                    near += Vector256.Create(padded, at) * weight;
                    far += Vector256.Create(padded, at + 8) * weight;
                }
                Vector256<float> sum = near * Vector256.Create(Kernel, phaseX) + far * Vector256.Create(Kernel, phaseX + 8);
                target[y * width + x] = Math.Clamp(Vector256.Sum(sum), 0, 255);
            }
    }

    private static double Reflect(double position, int size)
    {
        double last = size - 1;
        if (last == 0) return 0;
        if (position < -Taps / 2.0 || position > last + Taps / 2.0)
        {
            position = Math.Abs(position) % (2 * last);
            if (position > last) position = 2 * last - position;
        }
        return position;
    }

    private static void Pad(ReadOnlySpan<float> plane, int width, int height, float[] padded)
    {
        int stride = width + 2 * Taps;
        for (int y = -Taps; y < height + Taps; y++)
        {
            ReadOnlySpan<float> row = plane.Slice(Mirror(y, height) * width, width);
            Span<float> to = padded.AsSpan((y + Taps) * stride, stride);
            row.CopyTo(to[Taps..]);
            for (int x = 1; x <= Taps; x++)
            {
                to[Taps - x] = row[Mirror(-x, width)];
                to[Taps + width - 1 + x] = row[Mirror(width - 1 + x, width)];
            }
        }
    }

    private static int Mirror(int i, int size)
    {
        if (size == 1) return 0;
        int period = 2 * (size - 1);
        i = (i % period + period) % period;
        return i < size ? i : period - i;
    }

    private static float[] Build()
    {
        var kernel = new float[Phases * Taps];
        for (int p = 0; p < Phases; p++)
        {
            double fraction = (p + 0.5) / Phases, sum = 0;
            var weights = new double[Taps];
            for (int i = 0; i < Taps; i++)
            {
                double x = i - Taps / 2 + 1 - fraction;
                weights[i] = Sinc(x) * Sinc(x / (Taps / 2));
                sum += weights[i];
            }
            for (int i = 0; i < Taps; i++) kernel[p * Taps + i] = (float)(weights[i] / sum);
        }
        return kernel;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
