using System.Numerics;

namespace BlurDetection.Verdicts;

/// <summary>Mean and standard deviation of an image's luma, in one vectorised pass.</summary>
internal readonly record struct LumaVariation(double Mean, double StandardDeviation)
{
    public static LumaVariation Of(in LumaPlane luma)
    {
        // Shifted by the first value, so that squares of a nearly even image do not drown in rounding.
        var shift = luma.Values[0];
        double sum = 0, squares = 0;
        for (var y = 0; y < luma.Height; y++)
        {
            var row = luma.Row(y);
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
        var count = (double)luma.Values.Length;
        var mean = sum / count;
        return new LumaVariation(mean + shift, Math.Sqrt(Math.Max(0, squares / count - mean * mean)));
    }
}
