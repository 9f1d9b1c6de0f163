using System.Numerics;

namespace BlurDetection.Verdicts;

/// <summary>Tells images whose neighbouring pixels have nothing to do with each other: no lens draws such a scene.</summary>
internal static class WhiteNoise
{
    /// <summary>So many rows, evenly spread, are looked at, each with the next one.</summary>
    private const int Rows = 48;

    /// <summary>Correlation of neighbours below which they are unrelated; in the photographs that the model was trained
    /// on it is above 0.5.</summary>
    private const double Unrelated = 0.1;

    /// <summary>Less variation than this is not seen as noise, in luma levels.</summary>
    private const double LeastSpread = 25;

    /// <summary>Whether the image is white noise.</summary>
    /// <param name="luma">The image, 0..255.</param>
    public static bool Is(in LumaPlane luma)
    {
        if (luma.Width < 32 || luma.Height < 32) return false;
        var moments = new Moments();
        int step = Math.Max(1, luma.Height / Rows);
        for (int y = 0; y + 1 < luma.Height; y += step) moments.Add(luma.Row(y), luma.Row(y + 1));
        return moments.Variance >= LeastSpread * LeastSpread && Math.Abs(moments.Across) < Unrelated * moments.Variance
            && Math.Abs(moments.Down) < Unrelated * moments.Variance;
    }

    // Variance, and covariance with the neighbours to the right and below.
    private struct Moments
    {
        private const float Middle = 128; // values about it keep the sums of a row exact enough for floats
        private double _sum, _squares, _across, _down;
        private int _count;

        public readonly double Variance => _squares / _count - Mean * Mean;

        public readonly double Across => _across / _count - Mean * Mean;

        public readonly double Down => _down / _count - Mean * Mean;

        private readonly double Mean => _sum / _count;

        public void Add(ReadOnlySpan<float> row, ReadOnlySpan<float> below)
        {
            var middle = new Vector<float>(Middle);
            Vector<float> sum = default, squares = default, across = default, down = default;
            int x = 0;
            for (; x + Vector<float>.Count < row.Length; x += Vector<float>.Count)
            {
                var value = new Vector<float>(row[x..]) - middle;
                sum += value;
                squares += value * value;
                across += value * (new Vector<float>(row[(x + 1)..]) - middle);
                down += value * (new Vector<float>(below[x..]) - middle);
            }
            _sum += Vector.Sum(sum);
            _squares += Vector.Sum(squares);
            _across += Vector.Sum(across);
            _down += Vector.Sum(down);
            _count += x;
        }
    }
}
