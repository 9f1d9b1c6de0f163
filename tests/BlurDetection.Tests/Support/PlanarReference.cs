using BlurDetection.Imaging;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Support;

/// <summary>Slow and obvious versions of what Imaging does, in double precision.</summary>
internal static class PlanarReference
{
    /// <summary>Every output pixel as the average of the source over the rectangle that it covers.</summary>
    public static double[] AreaAverage(double[] source, int sourceWidth, int sourceHeight, int width, int height)
    {
        var result = new double[width * height];
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            double sum = 0, area = 0;
            double left = (double)x * sourceWidth / width, right = (x + 1.0) * sourceWidth / width;
            double top = (double)y * sourceHeight / height, bottom = (y + 1.0) * sourceHeight / height;
            for (var sy = (int)top; sy < Math.Min(sourceHeight, Math.Ceiling(bottom)); sy++)
            for (var sx = (int)left; sx < Math.Min(sourceWidth, Math.Ceiling(right)); sx++)
            {
                var covered =
                    Math.Max(0, Math.Min(right, sx + 1) - Math.Max(left, sx)) * Math.Max(0, Math.Min(bottom, sy + 1) - Math.Max(top, sy));
                sum += covered * source[sy * sourceWidth + sx];
                area += covered;
            }
            result[y * width + x] = sum / area;
        }
        return result;
    }

    /// <summary>BT.601 luma of every pixel, composited on white.</summary>
    public static double[] Luma(SKBitmap bitmap)
    {
        var luma = new double[bitmap.Width * bitmap.Height];
        for (var y = 0; y < bitmap.Height; y++)
        for (var x = 0; x < bitmap.Width; x++)
        {
            var c = bitmap.GetPixel(x, y);
            luma[y * bitmap.Width + x] = 255 - (255 - (0.299 * c.Red + 0.587 * c.Green + 0.114 * c.Blue)) * c.Alpha / 255;
        }
        return luma;
    }

    /// <summary>Largest and mean absolute difference.</summary>
    public static (double Largest, double Mean) Difference(PlanarImage image, double[] expected)
    {
        Assert.Equal(expected.Length, image.Pixels.Length);
        double largest = 0, sum = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - image.Pixels[i]);
            largest = Math.Max(largest, difference);
            sum += difference;
        }
        return (largest, sum / expected.Length);
    }

    public static double[] ToDouble(PlanarImage image) => image.Pixels.ToArray().Select(v => (double)v).ToArray();
}
