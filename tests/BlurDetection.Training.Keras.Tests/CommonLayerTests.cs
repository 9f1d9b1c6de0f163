using BlurDetection.Imaging;
using BlurDetection.Training.Export;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Keras.Tests;

public sealed class CommonLayerTests
{
    /// <summary>Both sides compute in 32-bit floats, in another order of additions.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("branches")]
    [InlineData("flat")]
    public void EveryLayerThatKerasHasGivesTheSameInTorchAndInOnnx(string name)
    {
        var network = SomeNetworks.Create(name);
        AssertSame(network, SomeNetworks.Weights(network));
        Assert.Equal(NetworkJson.Write(network), NetworkJson.Write(NetworkJson.Read(NetworkJson.Write(network))));
    }

    [Fact]
    public void EveryActivationGivesTheSameInTorchAndInOnnx()
    {
        foreach (var function in Enum.GetValues<ActivationFunction>())
        {
            var network = new Network("activation", new NetworkInput(1, 6, 7),
                [new Rescaling(1 / 16.0) { Offset = -8 }, new Activation(function), new Flatten(), new Dense(2), new Softmax()]);
            var weights = SomeNetworks.Weights(network);
            // exp(8) would drown everything else.
            weights["dense/kernel"] = weights["dense/kernel"] with
            {
                Values = [.. weights["dense/kernel"].Values.Select(value => value * 1e-3f)],
            };
            AssertSame(network, weights);
        }
    }

    [Theory]
    [InlineData(SampleCoordinates.HalfPixel, new[] { 0, 0.25f, 0.75f, 1.25f, 1.75f, 2.25f, 2.75f, 3 })]
    [InlineData(SampleCoordinates.Asymmetric, new[] { 0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3 })]
    public void EnlargingPutsCentresUponCentresOrCornersUponCorners(SampleCoordinates coordinates, float[] expected)
    {
        var network = new Network("up", new NetworkInput(1, 1, 4),
            [new UpSampling2D { Size = (1, 2), Interpolation = Interpolation.Bilinear, Coordinates = coordinates }]);
        using var module = new NetworkModule(network);
        using var input = tensor(new float[] { 0, 1, 2, 3 }, [1, 1, 1, 4]);
        using var output = module.call(input);
        Assert.Equal(expected, output["probabilities"].data<float>().ToArray());
    }

    private static void AssertSame(Network network, IReadOnlyDictionary<string, NetworkWeight> weights)
    {
        var (channels, height, width) = (network.Input.Channels, network.Input.Height!.Value, network.Input.Width!.Value);
        var images = new TestImages(3, height, width, channels);
        var description = new ModelDescription
        {
            Name = "test",
            Preprocessing = new Preprocessing { Channels = channels, LongSide = null, Height = height, Width = width },
        };
        float[] onnx = Predictions.Of(OnnxExporter.Export(network, weights, description), images);
        using var module = new NetworkModule(network);
        module.SetWeights(weights);
        module.eval();
        float[] torch = [.. Enumerable.Range(0, images.Count).SelectMany(i =>
        {
            using var input = tensor(images.ChannelsFirst(i), [1, channels, height, width]);
            using var output = module.call(input);
            return output["probabilities"].data<float>().ToArray();
        })];
        Predictions.AssertClose(torch, onnx, Tolerance);
    }
}
