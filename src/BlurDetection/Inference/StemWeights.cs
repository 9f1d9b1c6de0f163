namespace BlurDetection.Inference;

/// <summary>The weights of two convolutions as 16-bit integers, at the largest scale at which no sum overflows.</summary>
/// <remarks>Luma has 7 bits after the point. Between both convolutions a value is the upper half of a 32-bit sum.</remarks>
internal sealed class StemWeights
{
    /// <summary>Filters of either convolution.</summary>
    public const int Filters = 16;

    /// <summary>Rows and columns of the first convolution's kernel, and both sides of the second's.</summary>
    public const int FirstSide = 4, SecondSide = 2;

    /// <summary>One grey level as an integer.</summary>
    public const int LumaScale = 128;

    private const int UpperBits = 16;
    private const float MostLuma = 256, MostWeight = short.MaxValue;
    private const double MostScale = 1e15; // of filters that are zero
    private const double MostSum = int.MaxValue - (2 << UpperBits); // rounding adds less

    /// <param name="firstKernel">Weights [16, 1, 4, 4] for luma of 0 to 255.</param>
    /// <param name="firstBias">16 values.</param>
    /// <param name="secondKernel">Weights [16, 16, 2, 2].</param>
    /// <param name="secondBias">16 values.</param>
    /// <param name="outputScale">What one step of the output bytes stands for.</param>
    public StemWeights(ReadOnlySpan<float> firstKernel, ReadOnlySpan<float> firstBias, ReadOnlySpan<float> secondKernel,
        ReadOnlySpan<float> secondBias, float outputScale)
    {
        double scale = MostScale;
        for (int filter = 0; filter < Filters; filter++)
            scale = Math.Min(scale, FirstScale(firstKernel.Slice(filter * FirstTaps, FirstTaps), firstBias[filter]));
        Span<double> most = stackalloc double[Filters];
        for (int filter = 0; filter < Filters; filter++)
            most[filter] = SetFirst(filter, firstKernel.Slice(filter * FirstTaps, FirstTaps), firstBias[filter], scale);
        double between = scale * LumaScale / (1 << UpperBits); // of a value of 1
        for (int filter = 0; filter < Filters; filter++)
            SetSecond(filter, secondKernel.Slice(filter * SecondTaps, SecondTaps), secondBias[filter], most, between, outputScale);
    }

    /// <summary>For each two taps of a row, in the order of rows, both weights of each filter.</summary>
    public short[] First { get; } = new short[Filters * FirstTaps];

    public int[] FirstBias { get; } = new int[Filters];

    /// <summary>For each two channels, in the order of rows, columns and channels, both weights of each filter.</summary>
    public short[] Second { get; } = new short[Filters * SecondTaps];

    public int[] SecondBias { get; } = new int[Filters];

    /// <summary>From a sum of the second convolution to its byte.</summary>
    public float[] ToBytes { get; } = new float[Filters];

    private static int FirstTaps => FirstSide * FirstSide;

    private static int SecondTaps => Filters * SecondSide * SecondSide;

    private static double FirstScale(ReadOnlySpan<float> kernel, float bias)
    {
        double largest = 0, positive = Math.Max(0, bias), negative = Math.Max(0, -bias);
        foreach (float weight in kernel)
        {
            largest = Math.Max(largest, Math.Abs(weight));
            positive += Math.Max(0, weight) * MostLuma;
            negative += Math.Max(0, -weight) * MostLuma;
        }
        return Least(MostWeight / largest, MostSum / (LumaScale * Math.Max(positive, negative)));
    }

    // Returns the most that can come out of it.
    private double SetFirst(int filter, ReadOnlySpan<float> kernel, float bias, double scale)
    {
        double most = Math.Max(0, bias);
        for (int tap = 0; tap < kernel.Length; tap++)
        {
            First[At(tap, filter)] = (short)Math.Round(kernel[tap] * scale);
            most += Math.Max(0, kernel[tap]) * MostLuma;
        }
        FirstBias[filter] = (int)Math.Round(bias * scale * LumaScale) + (1 << (UpperBits - 1)); // rounds the upper half
        return most;
    }

    private void SetSecond(int filter, ReadOnlySpan<float> kernel, float bias, ReadOnlySpan<double> most, double between, float outputScale)
    {
        const int places = SecondSide * SecondSide;
        double largest = 0, positive = Math.Max(0, bias), negative = Math.Max(0, -bias);
        for (int i = 0; i < kernel.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(kernel[i]));
            positive += Math.Max(0, kernel[i]) * most[i / places];
            negative += Math.Max(0, -kernel[i]) * most[i / places];
        }
        double scale = Least(MostWeight / largest, MostSum / (between * Math.Max(positive, negative)));
        for (int channel = 0; channel < Filters; channel++)
            for (int place = 0; place < places; place++)
                Second[At(place * Filters + channel, filter)] = (short)Math.Round(kernel[channel * places + place] * scale);
        SecondBias[filter] = (int)Math.Round(bias * between * scale);
        ToBytes[filter] = (float)(1 / (between * scale * outputScale));
    }

    private static int At(int tap, int filter) => (tap / 2 * Filters + filter) * 2 + tap % 2;

    // Of a filter of zeros the limits are infinite.
    private static double Least(params ReadOnlySpan<double> limits)
    {
        double least = MostScale;
        foreach (double limit in limits) least = Math.Min(least, limit);
        return least;
    }
}
