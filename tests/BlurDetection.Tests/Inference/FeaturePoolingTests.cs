using BlurDetection.Inference;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Tests.Inference;

public sealed class FeaturePoolingTests
{
    private const float Epsilon = 1e-5f;

    private static readonly FeatureSource[] Sources = [new("a", 3, 0.5f), new("b", 2, 0.01f)];

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(16, 9)]
    [InlineData(61, 47)]
    [InlineData(700, 200)]
    public void StatisticsAreThoseOfTheirDefinitions(int width, int height)
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        var random = new Random(width);
        int cells = width * height;
        var planes = Sources.Select(source => new byte[source.Channels * cells]).ToArray();
        foreach (byte[] plane in planes) random.NextBytes(plane);
        float[] weights = [.. Enumerable.Range(0, 5).Select(_ => random.NextSingle() * 0.1f)];
        var pooling = new FeaturePooling(Sources,
            [new(FeatureStatistic.Mean), new(FeatureStatistic.Spread, Epsilon), new(FeatureStatistic.Attended, weights),
                new(FeatureStatistic.MiddleMean)]);
        OrtValue[] values = [.. planes.Zip(Sources, (plane, source) =>
            OrtValue.CreateTensorValueFromMemory(plane, [1, source.Channels, height, width]))];
        var pooled = new float[pooling.Length];

        pooling.Pool(new FeaturePlanes(values), width, height, pooled);

        double[][] features = [.. Sources.SelectMany((source, at) => planes[at].Chunk(cells)
            .Select(plane => plane.Select(value => (double)value * source.Scale).ToArray()))];
        double[] logits = [.. Enumerable.Range(0, cells).Select(cell => features.Select((plane, i) => weights[i] * plane[cell]).Sum())];
        double[] attention = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        for (int i = 0; i < features.Length; i++)
        {
            double mean = features[i].Average();
            Near(mean, pooled[i]);
            Near(Math.Sqrt(features[i].Average(value => (value - mean) * (value - mean)) + Epsilon), pooled[5 + i]);
            Near(features[i].Zip(attention, (value, weight) => value * weight).Sum() / attention.Sum(), pooled[10 + i]);
            Near(features[i].Where((_, cell) => IsMiddle(cell % width, width) && IsMiddle(cell / width, height)).Average(), pooled[15 + i]);
        }
        foreach (OrtValue value in values) value.Dispose();
    }

    [SkippableFact]
    public void FeaturesOfAnotherSizeAreADamagedModel()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new byte[12], [1, 3, 2, 2]);
        var pooling = new FeaturePooling([new("a", 4, 1)], [new(FeatureStatistic.Mean)]);

        Assert.Throws<InvalidModelException>(() => pooling.Pool(new FeaturePlanes([value]), 2, 2, new float[4]));
    }

    private static bool IsMiddle(int at, int side) => at >= side / 4 && at < side - side / 4;

    private static void Near(double expected, float actual) => Assert.Equal(expected, actual, 1e-4 * (1 + Math.Abs(expected)));
}
