using BlurDetection.Imaging;

namespace BlurDetection.Video;

/// <summary>A small image of a frame: its brightness, and its structure without brightness and contrast.</summary>
internal sealed class SceneThumbnail
{
    public const int Width = 64, Height = 36;
    private const int Radius = 6;
    private static readonly Preprocessing Small = new() { LongSide = null, Width = Width, Height = Height };

    private SceneThumbnail(float mean, float deviation, float darkest, float brightShare, float[] structure) =>
        (Mean, Deviation, BrightestDark, BrightShare, Structure) = (mean, deviation, darkest, brightShare, structure);

    /// <summary>Mean luma, 0 to 255.</summary>
    public float Mean { get; }

    /// <summary>The standard deviation of luma.</summary>
    public float Deviation { get; }

    /// <summary>The luma that 95 of 100 pixels do not exceed.</summary>
    public float BrightestDark { get; }

    /// <summary>The share of pixels that are white.</summary>
    public float BrightShare { get; }

    /// <summary>Each pixel's luma less the mean around it, in standard deviations around it, -3 to 3.</summary>
    public float[] Structure { get; }

    public static SceneThumbnail Of(in PixelBuffer pixels)
    {
        using var image = ImagePreprocessor.Preprocess(pixels, Small);
        var luma = image.Pixels.Pixels.ToArray();
        var mean = luma.Average();
        var deviation = MathF.Sqrt(luma.Average(value => (value - mean) * (value - mean)));
        var sorted = luma.Order().ToArray();
        return new(mean, deviation, sorted[(int)(0.95 * sorted.Length)], luma.Count(value => value > 245) / (float)luma.Length,
            Normalized(luma));
    }

    /// <summary>The correlation of two structures, -1 to 1.</summary>
    public static double Correlation(float[] a, float[] b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    private static float[] Normalized(float[] luma)
    {
        var result = new float[luma.Length];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                float sum = 0, squares = 0;
                var count = 0;
                for (var v = Math.Max(0, y - Radius); v <= Math.Min(Height - 1, y + Radius); v++)
                    for (var u = Math.Max(0, x - Radius); u <= Math.Min(Width - 1, x + Radius); u++, count++)
                    {
                        var value = luma[v * Width + u];
                        sum += value;
                        squares += value * value;
                    }
                var mean = sum / count;
                // Four steps of noise keep an even surface from becoming structure.
                result[y * Width + x] =
                    Math.Clamp((luma[y * Width + x] - mean) / (MathF.Sqrt(Math.Max(0, squares / count - mean * mean)) + 4), -3, 3);
            }
        return result;
    }
}
