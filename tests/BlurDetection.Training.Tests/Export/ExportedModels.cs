using BlurDetection.Imaging;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Export;

internal static class ExportedModels
{
    internal static ModelDescription Canonical => new() { Name = "test", Preprocessing = Preprocessing.Default };

    internal static ModelDescription Notebook => new() { Name = "notebook", Preprocessing = Preprocessing.Notebook };

    /// <summary>With biases and running statistics that are not what they begin as.</summary>
    internal static NetworkModule Shaken(Network network)
    {
        var module = new NetworkModule(network, seed: 5);
        var random = new Random(5);
        module.SetWeights(module.GetWeights().ToDictionary(w => w.Key, w => new NetworkWeight(w.Value.Shape,
            [.. w.Value.Values.Select(v => v + (w.Value.Shape.Length == 1 ? 0.2f * random.NextSingle() : 0))])));
        return module;
    }

    internal static float[] Pixels(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => (float)(127 + 100 * Math.Sin(i * 0.05 * seed) + 25 * random.NextDouble()))];
    }

    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var greatest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsFinite(actual[i]));
            greatest = Math.Max(greatest, Math.Abs(expected[i] - actual[i]));
        }
        Assert.InRange(greatest, 0, tolerance);
    }
}
