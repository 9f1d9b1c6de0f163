using BlurDetection.Training.Networks;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Begins the first convolution as zero-mean filters: blur shows in differences, and random filters see little but brightness.</summary>
internal static class HighPassStart
{
    private const int BrightnessFilters = 2;

    // Differences between neighbours are about a tenth of the range; this brings them to the order of one.
    private const float Gain = 8;

    public static void Apply(NetworkModule module, string layer)
    {
        string name = $"{layer}/kernel";
        var kernel = module.GetWeights()[name];
        int filters = (int)kernel.Shape[0], size = kernel.Values.Length / filters;
        float[] values = [.. kernel.Values];
        for (int filter = 0; filter < filters - BrightnessFilters; filter++)
        {
            var taps = values.AsSpan(filter * size, size);
            float mean = 0;
            foreach (float tap in taps) mean += tap / size;
            for (int i = 0; i < size; i++) taps[i] = (taps[i] - mean) * Gain;
        }
        module.SetWeights(new Dictionary<string, NetworkWeight> { [name] = kernel with { Values = values } }, allowMissing: true);
    }
}
