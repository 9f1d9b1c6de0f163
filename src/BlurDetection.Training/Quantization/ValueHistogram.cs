using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Quantization;

/// <summary>Counts values by their size, 128 bins to an octave; what is not above 0 is left out.</summary>
internal sealed class ValueHistogram
{
    // The upper half of a float: the sign, which is 0 here, eight bits of exponent, and seven of the fraction.
    private const int Shift = 16;
    private const double Shrink = 0.97, Smallest = 0.05;
    private readonly long[] _counts = new long[1 << (31 - Shift)];

    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (value > 0) _counts[BitConverter.SingleToUInt32Bits(value) >> Shift]++;
    }

    /// <summary>The greatest value with which rounding to bytes errs least, in the mean of the squares: a smaller one has
    /// finer steps, and cuts more off.</summary>
    /// <returns>0 where nothing above 0 was counted.</returns>
    public double BestMaximum()
    {
        (double Value, long Count)[] bins =
            [.. _counts.Select((count, bin) => (Value: (double)Middle(bin), Count: count)).Where(bin => bin.Count > 0)];
        if (bins.Length == 0) return 0;
        double greatest = bins[^1].Value, best = greatest, least = double.PositiveInfinity;
        for (double maximum = greatest; maximum > Smallest * greatest; maximum *= Shrink)
        {
            double step = maximum / (FakeQuantization.Levels - 1), error = 0;
            foreach (var (value, count) in bins)
                error += count * (value > maximum ? (value - maximum) * (value - maximum) : step * step / 12);
            if (error < least) (least, best) = (error, maximum);
        }
        return best;
    }

    private static float Middle(int bin) => BitConverter.UInt32BitsToSingle(((uint)bin << Shift) + (1u << (Shift - 1)));
}
