using BlurDetection.Inference;

namespace BlurDetection.Tests.Inference;

public sealed unsafe class PointwiseLayerTests
{
    private static readonly FeatureSource[] Sources = [new("a", 8, 0.5f), new("b", 24, 0.01f)];

    [SkippableTheory]
    [InlineData(1, 1, false)]
    [InlineData(5, 3, true)]
    [InlineData(64, 54, false)]
    [InlineData(61, 17, true)]
    public void SumsAreThoseOfFloats(int cells, int outputs, bool narrow)
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        var random = new Random(cells);
        byte[][] bytes = [.. Sources.Select(source => new byte[source.Channels * cells])];
        foreach (byte[] own in bytes) random.NextBytes(own);
        float[] weights = [.. Enumerable.Range(0, outputs * 32).Select(_ => random.NextSingle() - 0.5f)];
        weights.AsSpan(0, 32).Clear(); // a filter of zeros
        var layer = new PointwiseLayer(weights, outputs, Sources);
        int start = cells / 3, count = cells - start;
        float[] results = new float[count * layer.Outputs];

        Run(layer, bytes, start, count, results, narrow);

        for (int cell = 0; cell < count; cell++)
        {
            for (int output = 0; output < layer.Outputs; output++)
            {
                double expected = output < outputs ? Sum(bytes, start + cell, weights.AsSpan(output * 32, 32)) : 0;
                // The greatest weight of a filter, times a step, is 0.25; 16 bits leave half of 0.25/32767 to each of 32 bytes.
                Assert.Equal(expected, results[cell * layer.Outputs + output], 0.032);
            }
        }
    }

    [SkippableFact]
    public void TheLargestSumsDoNotOverflow()
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        var source = new FeatureSource("a", 1024, 1);
        var bytes = new byte[1024];
        bytes.AsSpan().Fill(255);
        float[] results = new float[16];
        var layer = new PointwiseLayer([.. Enumerable.Repeat(3f, 1024), .. Enumerable.Repeat(-2f, 1024)], 2, [source]);

        Run(layer, [bytes], 0, 1, results, narrow: true);

        Assert.Equal(3 * 255 * 1024, results[0], 100f);
        Assert.Equal(-2 * 255 * 1024, results[1], 100f);
    }

    private static void Run(PointwiseLayer layer, byte[][] bytes, int start, int count, float[] results, bool narrow)
    {
        short[] values = new short[count * layer.Inputs];
        fixed (byte* first = bytes[0], second = bytes[^1])
        fixed (short* room = values)
        fixed (float* to = results)
        {
            byte** sources = stackalloc byte*[] { first, second };
            if (narrow) layer.RunWithAvx2(sources, start, count, room, to);
            else layer.Run(sources, start, count, room, to);
        }
    }

    private static double Sum(byte[][] bytes, int cell, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        int i = 0;
        for (int source = 0; source < Sources.Length; source++)
            for (int channel = 0; channel < Sources[source].Channels; channel++)
                sum += (double)bytes[source][cell * Sources[source].Channels + channel] * Sources[source].Scale * weights[i++];
        return sum;
    }
}
