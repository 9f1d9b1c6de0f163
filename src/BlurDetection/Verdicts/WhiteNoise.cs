namespace BlurDetection.Verdicts;

/// <summary>Tells images whose neighbouring pixels have nothing to do with each other: no lens draws such a scene.</summary>
internal static class WhiteNoise
{
    private const int RowStep = 8;

    /// <summary>Correlation of neighbours below which they are unrelated; in the photographs that the model was trained
    /// on it is above 0.5.</summary>
    private const double Unrelated = 0.1;

    /// <summary>Less variation than this is not seen as noise, in luma levels.</summary>
    private const double LeastSpread = 25;

    /// <summary>Whether the image is white noise, from every eighth row.</summary>
    /// <param name="luma">The image, 0..255.</param>
    public static bool Is(in LumaPlane luma)
    {
        if (luma.Width < 32 || luma.Height < 32) return false;
        double sum = 0, squares = 0, across = 0, down = 0;
        int count = 0;
        for (int y = 0; y + 1 < luma.Height; y += RowStep)
        {
            var row = luma.Values.Slice(y * luma.Width, luma.Width);
            var below = luma.Values.Slice((y + 1) * luma.Width, luma.Width);
            for (int x = 0; x + 1 < row.Length; x++)
            {
                // About the middle of the range, so that the sums stay exact enough.
                double value = row[x] - 128;
                sum += value;
                squares += value * value;
                across += value * (row[x + 1] - 128);
                down += value * (below[x] - 128);
            }
            count += row.Length - 1;
        }
        double mean = sum / count, variance = squares / count - mean * mean;
        if (variance < LeastSpread * LeastSpread) return false;
        return Math.Abs(across / count - mean * mean) < Unrelated * variance && Math.Abs(down / count - mean * mean) < Unrelated * variance;
    }
}
