namespace BlurDetection.Training.Layers;

/// <summary>One array of numbers that a layer owns.</summary>
/// <param name="Name">"kernel", "bias", "gamma" ...</param>
/// <param name="Shape">In torch's and ONNX's order: output channels first.</param>
/// <param name="IsTrainable">False for running statistics.</param>
/// <param name="Limit">Begins uniform in [-Limit, Limit]; 0 for a constant.</param>
/// <param name="Constant">The value it begins with where Limit is 0.</param>
/// <param name="IsHighPass">Whether all filters but two begin zero-mean and stronger.</param>
internal sealed record LayerWeight(
    string Name, long[] Shape, bool IsTrainable = true, double Limit = 0, float Constant = 0, bool IsHighPass = false)
{
    private const int BrightnessFilters = 2;

    // Differences between neighbours are about a tenth of the range; this brings them to the order of one.
    private const float HighPassGain = 8;

    internal long Count => Shape.Aggregate(1L, (a, b) => a * b);

    internal static LayerWeight Kernel(Initializer initializer, long receptive, long channelsIn, long channelsOut, long[] shape)
    {
        var fan = initializer == Initializer.GlorotUniform ? receptive * (channelsIn + channelsOut) : receptive * channelsIn;
        return new LayerWeight("kernel", shape, Limit: Math.Sqrt(6.0 / fan), IsHighPass: initializer == Initializer.HighPass);
    }

    /// <summary>The values it begins with.</summary>
    internal float[] InitialValues(Random random)
    {
        var values = new float[Count];
        if (Limit == 0) Array.Fill(values, Constant);
        else
            for (var i = 0; i < values.Length; i++) values[i] = (float)((random.NextDouble() * 2 - 1) * Limit);
        int filters = (int)Shape[0], size = values.Length / filters;
        for (int filter = 0; IsHighPass && filter < filters - BrightnessFilters; filter++)
        {
            var taps = values.AsSpan(filter * size, size);
            float mean = 0;
            foreach (float tap in taps) mean += tap / size;
            for (int i = 0; i < size; i++) taps[i] = (taps[i] - mean) * HighPassGain;
        }
        return values;
    }
}
