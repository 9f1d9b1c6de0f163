using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>What an ONNX file gives.</summary>
internal static class Predictions
{
    /// <summary>Probabilities of blur and focus, image by image.</summary>
    internal static float[] Of(byte[] onnx, TestImages images)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(onnx, options);
        string name = session.InputMetadata.Keys.Single();
        return [.. Enumerable.Range(0, images.Count).SelectMany(i =>
        {
            var tensor = new DenseTensor<float>(images.ChannelsFirst(i), [1, images.Channels, images.Height, images.Width]);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor(name, tensor)], ["probabilities"]);
            return results[0].AsTensor<float>().ToArray();
        })];
    }

    internal static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        double greatest = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(float.IsFinite(actual[i]));
            greatest = Math.Max(greatest, Math.Abs(expected[i] - actual[i]));
        }
        Assert.InRange(greatest, 0, tolerance);
    }

    /// <summary>A test that nothing distinguishes would pass with constants.</summary>
    internal static void AssertVaried(IReadOnlyList<float> values) =>
        Assert.True(values.Max() - values.Min() > 1e-3, "all predictions are alike");
}
