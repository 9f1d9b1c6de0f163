using BlurDetection.Inference;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Tests.Inference;

public sealed class FeaturePoolingTests
{
    private const float Epsilon = 1e-5f;
    private const int Features = 24;

    private static readonly FeatureSource[] Sources = [new("a", 8, 0.1f), new("b", 16, 0.01f)];

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
        var bytes = Sources.Select(source => new byte[source.Channels * cells]).ToArray();
        foreach (byte[] values in bytes) random.NextBytes(values);
        float[] weights = [.. Enumerable.Range(0, Features).Select(_ => random.NextSingle() * 0.1f)];
        var pooling = new FeaturePooling(Sources,
            [new(FeatureStatistic.Mean), new(FeatureStatistic.Spread, Epsilon), new(FeatureStatistic.Attended, weights),
                new(FeatureStatistic.MiddleMean)]);
        OrtValue[] tensors = [.. bytes.Zip(Sources, (values, source) =>
            OrtValue.CreateTensorValueFromMemory(values, [1, height, width, source.Channels]))];
        var pooled = new float[pooling.Length];

        pooling.Pool(new FeatureCells(tensors), width, height, pooled);

        double[][] features = [.. Sources.SelectMany((source, at) => Enumerable.Range(0, source.Channels)
            .Select(channel => Enumerable.Range(0, cells)
                .Select(cell => (double)bytes[at][cell * source.Channels + channel] * source.Scale).ToArray()))];
        double[] logits = [.. Enumerable.Range(0, cells).Select(cell => features.Select((plane, i) => weights[i] * plane[cell]).Sum())];
        double[] attention = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        for (int i = 0; i < features.Length; i++)
        {
            double mean = features[i].Average();
            Near(mean, pooled[i]);
            Near(Math.Sqrt(features[i].Average(value => (value - mean) * (value - mean)) + Epsilon), pooled[Features + i]);
            Near(features[i].Zip(attention, (value, weight) => value * weight).Sum() / attention.Sum(), pooled[2 * Features + i]);
            Near(features[i].Where((_, cell) => IsMiddle(cell % width, width) && IsMiddle(cell / width, height)).Average(),
                pooled[3 * Features + i]);
        }
        foreach (OrtValue tensor in tensors) tensor.Dispose();
    }

    [SkippableFact]
    public void FeaturesOfAnotherSizeAreADamagedModel()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new byte[12], [1, 2, 2, 3]);
        var pooling = new FeaturePooling([new("a", 8, 1)], [new(FeatureStatistic.Mean)]);

        Assert.Throws<InvalidModelException>(() => pooling.Pool(new FeatureCells([value]), 2, 2, new float[8]));
    }

    private static bool IsMiddle(int at, int side) => at >= side / 4 && at < side - side / 4;

    private static void Near(double expected, float actual) => Assert.Equal(expected, actual, 1e-4 * (1 + Math.Abs(expected)));
}
