namespace BlurDetection.Evaluation.Metrics;

/// <summary>Scores of very many pixels against a mask, pooled in a histogram: memory and time do not grow with sorting.</summary>
/// <param name="low">Score of the first bin; lower ones fall into it.</param>
/// <param name="high">Score of the last bin; higher ones fall into it.</param>
/// <param name="bins">Number of bins; the area under the curve is exact to about 1/bins. At least 2, default 4096.</param>
internal sealed class PixelScores(double low = 0, double high = 1, int bins = 4096)
{
    private readonly long[] _blurred = new long[bins];
    private readonly long[] _sharp = new long[bins];
    private double _error;

    /// <summary>Pixels counted so far.</summary>
    public long Pixels => _blurred.Sum() + _sharp.Sum();

    /// <summary>Whether any pixel is blurred.</summary>
    public bool HasBlurred => _blurred.Any(count => count > 0);

    /// <summary>Counts one pixel.</summary>
    /// <param name="score">Higher means more blurred.</param>
    /// <param name="blurred">The truth.</param>
    public void Add(double score, bool blurred)
    {
        int bin = (int)Math.Clamp((score - low) / (high - low) * bins, 0, bins - 1);
        (blurred ? _blurred : _sharp)[bin]++;
        _error += Math.Abs(Math.Clamp(score, low, high) - (blurred ? high : low));
    }

    /// <summary>Adds another histogram with the same bins.</summary>
    /// <param name="other">Pixels of other images.</param>
    public void Add(PixelScores other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._blurred.Length != bins) throw new ArgumentException("The bins differ.", nameof(other));
        for (int i = 0; i < bins; i++)
        {
            _blurred[i] += other._blurred[i];
            _sharp[i] += other._sharp[i];
        }
        _error += other._error;
    }

    /// <summary>Area under the ROC curve over all pixels; NaN if blurred or sharp ones are missing.</summary>
    public double RocAuc()
    {
        double area = 0, blurred = 0, sharp = 0;
        for (int i = bins - 1; i >= 0; i--)
        {
            area += _sharp[i] * (blurred + _blurred[i] / 2d);
            blurred += _blurred[i];
            sharp += _sharp[i];
        }
        return blurred == 0 || sharp == 0 ? double.NaN : area / (blurred * sharp);
    }

    /// <summary>Mean absolute error: the mean distance of a score from the last bin's end where the pixel is blurred, from the first bin's
    /// where it is sharp; NaN without pixels.</summary>
    /// <remarks>For probabilities from 0 to 1 that is the mean of |probability - mask|. Not rounded to bins.</remarks>
    public double MeanAbsoluteError() => _error / Pixels;

    /// <summary>Share of all pixels that are called blurred from a score on, 0 to 1; NaN without pixels.</summary>
    /// <param name="threshold">The least score that counts as blurred, rounded down to a bin.</param>
    public double BlurredShare(double threshold)
    {
        var (hits, alarms) = CalledFrom(threshold);
        return (double)(hits + alarms) / Pixels;
    }

    /// <summary>Intersection over union (Jaccard index) of the area called blurred and the area that is, and the same for the sharp area, 0
    /// to 1; NaN where neither has a pixel.</summary>
    /// <param name="threshold">The least score that counts as blurred, rounded down to a bin.</param>
    public (double Blurred, double Sharp) IntersectionOverUnion(double threshold)
    {
        var (hits, alarms) = CalledFrom(threshold);
        long blurred = _blurred.Sum(), sharp = _sharp.Sum(), misses = blurred - hits, passed = sharp - alarms;
        return ((double)hits / (blurred + alarms), (double)passed / (sharp + misses));
    }

    /// <summary>F-measure of calling a pixel blurred from a score on.</summary>
    /// <param name="threshold">The least score that counts as blurred, rounded down to a bin.</param>
    /// <param name="betaSquared">Weight of recall against precision; default 0.3, the custom of salient-region work
    /// (Achanta et al., 2009).</param>
    public double FMeasure(double threshold, double betaSquared = 0.3)
    {
        var (hits, alarms) = CalledFrom(threshold);
        return F(hits, alarms, _blurred.Sum(), betaSquared);
    }

    /// <summary>The best F-measure of any threshold, and that threshold.</summary>
    /// <param name="betaSquared">Weight of recall against precision; default 0.3.</param>
    public (double FMeasure, double Threshold) BestFMeasure(double betaSquared = 0.3)
    {
        (double best, int bestBin, long hits, long alarms, long all) = (0d, bins, 0L, 0L, _blurred.Sum());
        for (int i = bins - 1; i >= 0; i--)
        {
            hits += _blurred[i];
            alarms += _sharp[i];
            double f = F(hits, alarms, all, betaSquared);
            if (f > best) (best, bestBin) = (f, i);
        }
        return (best, low + (high - low) * bestBin / bins);
    }

    private (long Hits, long Alarms) CalledFrom(double threshold)
    {
        int from = (int)Math.Clamp((threshold - low) / (high - low) * bins, 0, bins - 1);
        return (_blurred.Skip(from).Sum(), _sharp.Skip(from).Sum());
    }

    private static double F(double hits, double alarms, double all, double betaSquared)
    {
        if (hits == 0) return 0;
        double precision = hits / (hits + alarms), recall = hits / all;
        return (1 + betaSquared) * precision * recall / (betaSquared * precision + recall);
    }
}
