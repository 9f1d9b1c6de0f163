using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests;

public sealed class ImportTests : IDisposable
{
    private static readonly TestImages Images = new(4, 20, 24, 3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASigmoidIsTheProbabilityOfTheSecondClass()
    {
        var model = Model([new Rescaling(1 / 255.0), new Conv2D(3, 3), new GlobalAveragePooling2D(),
            new Dense(1) { Activation = ActivationFunction.Sigmoid }]);
        var separate = Model([new Rescaling(1 / 255.0), new Conv2D(3, 3), new GlobalAveragePooling2D(), new Dense(1),
            new Activation(ActivationFunction.Sigmoid)]);
        float[] blurFirst = Of(model), focusFirst = Of(model, new() { BlurFirst = false });
        Predictions.AssertClose(Swapped(blurFirst), focusFirst, 1e-6);
        Predictions.AssertClose(blurFirst, Of(separate), 1e-6);
        float[] expected = [.. Enumerable.Range(0, Images.Count).SelectMany(i =>
        {
            using var module = Module(model);
            using var input = TorchSharp.torch.tensor(Images.ChannelsFirst(i), [1, 3, 20, 24]);
            using var outputs = module.call(input);
            float focus = outputs["probabilities"].item<float>();
            return new[] { 1 - focus, focus };
        })];
        Predictions.AssertClose(expected, blurFirst, 1e-6);
    }

    [Fact]
    public void ClassesChangePlacesByTheOrderOfTheLabelsAndLogitsGetTheirSoftmax()
    {
        Layer[] start = [new Rescaling(1 / 255.0), new Conv2D(3, 3), new GlobalAveragePooling2D()];
        var softmax = Model([.. start, new Dense(2) { Activation = ActivationFunction.Softmax }]);
        float[] blurFirst = Of(softmax);
        Predictions.AssertClose(Swapped(blurFirst), Of(softmax, new() { BlurFirst = false }), 1e-6);
        Predictions.AssertClose(blurFirst, Of(Model([.. start, new Dense(2)]), new() { Logits = true }), 1e-6);
        Predictions.AssertClose(Swapped(blurFirst), Of(Model([.. start, new Dense(2), new Softmax()]), new() { BlurFirst = false }), 1e-6);
        Assert.Contains("--logits", Assert.Throws<InvalidModelException>(() => Of(Model([.. start, new Dense(2)]))).Message);
        Assert.Contains("two classes", Assert.Throws<InvalidModelException>(() =>
            Of(Model([.. start, new Dense(10) { Activation = ActivationFunction.Softmax }]))).Message);
        Assert.Contains("Sigmoid", Assert.Throws<InvalidModelException>(() =>
            Of(Model([.. start, new Dense(2) { Activation = ActivationFunction.Sigmoid }]))).Message);
    }

    [Fact]
    public void PixelsAreRescaledOnceWhereverThatHappens()
    {
        Layer[] rest = [new Conv2D(3, 3) { Name = "conv" }, new GlobalAveragePooling2D(),
            new Dense(2) { Name = "dense", Activation = ActivationFunction.Softmax }];
        var inside = Model([new Rescaling(1 / 127.5) { Offset = -1 }, .. rest]);
        var outside = Model(rest);

        Predictions.AssertClose(Of(inside), Of(outside, new() { Pixels = PixelRange.MinusOneToOne }), 1e-6);
        Assert.Contains("--pixels", Assert.Throws<InvalidModelException>(() => Of(outside)).Message);
        Assert.Contains("second time",
            Assert.Throws<InvalidModelException>(() => Of(inside, new() { Pixels = PixelRange.MinusOneToOne })).Message);
        // From 0..1 to -1..1: the pixels were divided by 255 before.
        var between = Model([new Rescaling(2) { Offset = -1 }, .. rest]);
        Assert.Contains("not as pixels", Assert.Throws<InvalidModelException>(() => Of(between)).Message);
        Predictions.AssertClose(Of(inside), Of(between, new() { Pixels = PixelRange.ZeroToOne }), 1e-5);
    }

    [Fact]
    public void AModelOfAnySizeNeedsOne()
    {
        var model = Model([new Rescaling(1 / 255.0), new Conv2D(3, 3), new GlobalAveragePooling2D(), new Dense(2), new Softmax()],
            new NetworkInput(3));
        Assert.Contains("--size", Assert.Throws<InvalidModelException>(() => Of(model)).Message);
        Predictions.AssertVaried(Of(model, new() { Size = new Extent(20, 24) }));
        Predictions.AssertVaried(Of(model, new() { LongSide = 24 }));
    }

    [Theory]
    [InlineData("LSTM", """{"units": 4}""", "LSTM")]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": 3, "data_format": "channels_first"}""", "channels_first")]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": 3, "activation": "glu"}""", "glu")]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": 3, "something_new": 1}""", "something_new")]
    [InlineData("Conv2D", """{"filters": 2, "kernel_size": 3, "dtype": "float64"}""", "float64")]
    [InlineData("BatchNormalization", """{"axis": 1}""", "last axis")]
    [InlineData("UpSampling2D", """{"interpolation": "bicubic"}""", "bicubic")]
    public void WhatIsNotSupportedIsNamedWithItsConfiguration(string type, string config, string reason)
    {
        string path = _folder.Write("model.json", """
            {"format": "layers-model", "modelTopology": {"keras_version": "2.15.0", "class_name": "Sequential", "config": {
              "name": "m", "layers": [
              {"class_name": "InputLayer", "config": {"name": "i", "batch_input_shape": [null, 8, 8, 3]}},
              {"class_name": "TYPE", "config": {"name": "it", CONFIG}]}}, "weightsManifest": []}
            """.Replace("TYPE", type, StringComparison.Ordinal).Replace("CONFIG", config[1..], StringComparison.Ordinal));
        var error = Assert.Throws<UnsupportedKerasLayerException>(() => KerasModelReader.Read(path));
        Assert.Equal(("it", type), (error.LayerName, error.ClassName));
        Assert.Contains(reason, error.Message);
        Assert.Contains(config.Split('"')[1], error.Config);
    }

    [Fact]
    public void WeightsOutsideOfTheModelsFolderAreNotRead()
    {
        string path = _folder.Write("model.json", """
            {"modelTopology": {"keras_version": "2.15.0", "class_name": "Sequential", "config": {"name": "m", "layers": [
              {"class_name": "Dense", "config": {"name": "d", "units": 2, "batch_input_shape": [null, 8, 8, 3]}}]}},
             "weightsManifest": [{"paths": ["../secret.bin"], "weights": []}]}
            """);
        Assert.Contains("outside", Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(path)).Message);
    }

    private static KerasModel Model(Layer[] layers, NetworkInput? input = null)
    {
        var network = new Network("model", input ?? new NetworkInput(3, 20, 24), layers);
        return new KerasModel(network, SomeNetworks.Weights(network), KerasFormat.Keras, "3.0.0");
    }

    private static NetworkModule Module(KerasModel model)
    {
        var module = new NetworkModule(model.Network);
        module.SetWeights(model.Weights);
        module.eval();
        return module;
    }

    private static float[] Of(KerasModel model, KerasImportOptions? options = null) =>
        Predictions.Of(KerasImporter.ToOnnx(model, options), Images);

    private static float[] Swapped(float[] pairs) => [.. pairs.Select((_, i) => pairs[i ^ 1])];
}
