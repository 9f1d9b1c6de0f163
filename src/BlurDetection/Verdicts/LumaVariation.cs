using System.Numerics;
using BlurDetection.Imaging;

namespace BlurDetection.Verdicts;

/// <summary>Mean and standard deviation of a picture's first channel, in one vectorised pass.</summary>
internal readonly record struct LumaVariation(double Mean, double StandardDeviation)
{
    public static LumaVariation Of(PlanarImage image)
    {
        // Shifted by the first value, so that squares of a nearly even picture do not drown in rounding.
        var shift = image.Pixels[0];
        double sum = 0, squares = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels.Slice(y * image.Width, image.Width);
            var vectorSum = Vector<float>.Zero;
            var vectorSquares = Vector<float>.Zero;
            var x = 0;
            for (; x <= row.Length - Vector<float>.Count; x += Vector<float>.Count)
            {
                var value = new Vector<float>(row[x..]) - new Vector<float>(shift);
                vectorSum += value;
                vectorSquares += value * value;
            }
            sum += Vector.Sum(vectorSum);
            squares += Vector.Sum(vectorSquares);
            for (; x < row.Length; x++)
            {
                var value = row[x] - shift;
                sum += value;
                squares += value * value;
            }
        }
        var count = (double)image.Width * image.Height;
        var mean = sum / count;
        return new LumaVariation(mean + shift, Math.Sqrt(Math.Max(0, squares / count - mean * mean)));
    }
}
