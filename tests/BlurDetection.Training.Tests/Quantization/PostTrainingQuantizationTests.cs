using System.Runtime.InteropServices;
using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Pipeline;
using BlurDetection.Training.Tests.Export;
using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Quantization;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tests.Quantization;

public sealed class PostTrainingQuantizationTests
{
    private static readonly string[] Chosen = ["second", "third", "fourth"];

    [Fact]
    public void NormalisationsBecomePartOfTheirConvolutionsAndNothingElseChanges()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var (network, weights) = NormalizationFolding.Fold(module.Network, module.GetWeights());
        using var folded = new NetworkModule(network);
        folded.SetWeights(weights);
        Assert.DoesNotContain(network.Layers, layer => layer is BatchNormalization);
        var (expected, actual) = (Run(module, Image(3)), Run(folded, Image(3)));
        foreach (var output in module.Network.Outputs.Keys) ExportedModels.AssertClose(expected[output], actual[output], 1e-4);
    }

    [Fact]
    public void ANormalisationThatDoesNotStandAloneBehindItsConvolutionStays()
    {
        var network = new Network("n", new NetworkInput(1),
            [new Conv2D(4, 3) { Name = "c" }, new BatchNormalization { Name = "norm" }, new Concatenate { Inputs = ["c", "norm"] },
                new GlobalAveragePooling2D(), new Dense(2), new Softmax()]);
        using var module = ExportedModels.Shaken(network);
        Assert.Contains(NormalizationFolding.Fold(network, module.GetWeights()).Network.Layers, layer => layer is BatchNormalization);
    }

    [Fact]
    public void LargeConvolutionsBetweenRectifiersAreChosenAndAnswersStayNearlyTheSame()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var quantized = PostTrainingQuantization.Apply(module, Images());

        Assert.Equal(Chosen,
            quantized.Network.Layers.OfType<Conv2D>().Where(layer => layer.KernelBits is not null).Select(layer => layer.Name));
        Assert.Equal(["first_bytes", "rectified_bytes", "pooled_bytes", "third_bytes", "fourth_bytes"],
            quantized.Network.Layers.OfType<FakeQuantization>().Select(layer => layer.Name));
        // What a pooling picks from bytes is a byte.
        Assert.Equal(Range(quantized, "rectified_bytes"), Range(quantized, "pooled_bytes"));
        Assert.Equal(module.GetWeights()["first/kernel"].Values, quantized.GetWeights()["first/kernel"].Values);
        foreach (int seed in new[] { 11, 12, 13 })
        {
            var (expected, actual) = (Run(module, Image(seed)), Run(quantized, Image(seed)));
            ExportedModels.AssertClose(expected["probabilities"], actual["probabilities"], 0.02);
            ExportedModels.AssertClose(expected["map"], actual["map"], 0.05);
            Assert.NotEqual(expected["map"], actual["map"]);
        }
    }

    [Fact]
    public void WhatRoundingAKernelShiftsInTheMeanIsTakenBack()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var corrected = PostTrainingQuantization.Apply(module, Images());
        using var uncorrected = new NetworkModule(corrected.Network);
        uncorrected.SetWeights(corrected.GetWeights());
        var weights = corrected.GetWeights().ToDictionary();
        var unrounded = NormalizationFolding.Fold(NetworkPruning.Keep(module.Network), module.GetWeights()).Weights;
        foreach (var layer in Chosen) weights[$"{layer}/bias"] = unrounded[$"{layer}/bias"];
        uncorrected.SetWeights(weights);

        double with = Shift(module, corrected), without = Shift(module, uncorrected);

        Assert.True(with < 0.7 * without, $"{with} with the correction, {without} without");

        // Of the mean over all cells, whose errors of single cells cancel.
        static double Shift(NetworkModule expected, NetworkModule actual) => Images()
            .Select(picture => Math.Abs(Run(expected, picture)["map"].Average() - Run(actual, picture)["map"].Average())).Average();
    }

    [Fact]
    public void ARuntimeComputesTheChosenConvolutionsWithBytesAndGivesTheSame()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var quantized = PostTrainingQuantization.Apply(module, Images());
        byte[] onnx = OnnxExporter.Export(quantized, ExportedModels.Canonical);
        string optimized = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            using var options = new SessionOptions
            {
                OptimizedModelFilePath = optimized,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            using var session = new InferenceSession(onnx, options);
            Assert.Equal(Chosen.Length,
                OnnxModelReader.Parse(File.ReadAllBytes(optimized)).Graph.Node.Count(node => node.OpType == "QLinearConv"));
            var picture = Image(5);
            var expected = Run(quantized, picture);
            using var value = OrtValue.CreateTensorValueFromMemory(picture.Pixels.ToArray(), [1, 1, picture.Height, picture.Width]);
            using var results = session.Run(new RunOptions(), ["luma"], [value], ["probabilities", "map"]);
            ExportedModels.AssertClose(expected["probabilities"], results[0].GetTensorDataAsSpan<float>(), 0.01);
            ExportedModels.AssertClose(expected["map"], results[1].GetTensorDataAsSpan<float>(), 0.03);
        }
        finally
        {
            File.Delete(optimized);
        }
    }

    [Fact]
    public void KernelsAreSmallEnoughForProcessorsThatAddPairsOfProductsInSixteenBits()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var quantized = PostTrainingQuantization.Apply(module, Images());
        var graph = OnnxModelReader.Parse(OnnxExporter.Export(quantized, ExportedModels.Canonical)).Graph;
        foreach (var layer in Chosen)
        {
            var numbers = MemoryMarshal.Cast<byte, sbyte>(graph.Initializer.Single(tensor => tensor.Name == $"{layer}/kernel").RawData.Span)
                .ToArray();
            int greatest = numbers.Max(number => Math.Abs((int)number));
            Assert.Equal(63, greatest);
            Assert.True(2 * byte.MaxValue * greatest <= short.MaxValue);
        }
    }

    [Fact]
    public void ItIsSmallerAndComesBackFromItsFileToTheByte()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var quantized = PostTrainingQuantization.Apply(module, Images());
        byte[] onnx = OnnxExporter.Export(quantized, ExportedModels.Canonical);
        Assert.True(onnx.Length < 0.6 * OnnxExporter.Export(module, ExportedModels.Canonical).Length);
        foreach (byte[] file in new[] { onnx, PackedModel.From(onnx, new BlurClassifierOptions(), "test").Onnx })
        {
            using var back = OnnxImporter.Load(file);
            Assert.Equal(onnx, OnnxExporter.Export(back, ExportedModels.Canonical));
        }
    }

    [Fact]
    public void ItCanBeTrainedFurther()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        using var quantized = PostTrainingQuantization.Apply(module, Images());
        var picture = Image(4);
        using var x = tensor(picture.Pixels.ToArray(), [1, 1, picture.Height, picture.Width]);
        quantized.train();
        using var optimizer = optim.Adam(quantized.parameters(), 1e-3);
        var losses = new List<float>();
        for (int step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = quantized.forward(x)["probabilities"].select(1, 0).log().neg().sum();
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }
        Assert.NotEqual(0,
            quantized.TrainableWeights().Single(weight => weight.Name == "second/kernel").Value.grad!.abs().sum().item<float>());
        Assert.True(losses[^1] < 0.8 * losses[0], $"{losses[0]} to {losses[^1]}");
    }

    [Fact]
    public void ValuesBeyondTheRangePassNoGradient()
    {
        var network = new Network("n", new NetworkInput(1),
            [new FakeQuantization(51) { Name = "rounded" }, new GlobalAveragePooling2D(), new Dense(2), new Softmax()]);
        using var module = new NetworkModule(network);
        using var x = tensor(new float[] { -4, 10.07f, 50.95f, 200 }, [1, 1, 2, 2], requires_grad: true);
        using var outputs = module.forward(x, ["rounded"]);
        outputs["rounded"].sum().backward();
        ExportedModels.AssertClose([0, 10, 51, 51], outputs["rounded"].data<float>().ToArray(), 1e-4);
        Assert.Equal([0, 1, 1, 0], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void ANetworkThatCannotGainIsRefused()
    {
        using var small = ExportedModels.Shaken(SomeNetwork.Branching());
        Assert.Contains("no convolution that would gain", Assert.Throws<InvalidNetworkException>(() =>
            PostTrainingQuantization.Apply(small, Images())).Message, StringComparison.Ordinal);
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        Assert.Throws<ArgumentException>(() => PostTrainingQuantization.Apply(module, []));
        using var quantized = PostTrainingQuantization.Apply(module, Images());
        Assert.Contains("quantised already", Assert.Throws<InvalidNetworkException>(() =>
            PostTrainingQuantization.Apply(quantized, Images())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BitsAndRangesThatMakeNoSenseAreRefused()
    {
        Assert.Contains("kernel_bits is 9", Assert.Throws<InvalidNetworkException>(() =>
            new Network("n", new NetworkInput(1), [new Conv2D(2, 3) { KernelBits = 9 }])).Message, StringComparison.Ordinal);
        Assert.Contains("maximum is 0", Assert.Throws<InvalidNetworkException>(() =>
            new Network("n", new NetworkInput(1), [new FakeQuantization(0)])).Message, StringComparison.Ordinal);
    }

    private static double Range(NetworkModule module, string layer) =>
        module.Network.Layers.OfType<FakeQuantization>().Single(rounding => rounding.Name == layer).Maximum;

    private static IEnumerable<PlanarImage> Images() => Enumerable.Range(20, 6).Select(Image);

    private static PlanarImage Image(int seed) => new(1, 48, 64, ExportedModels.Pixels(48 * 64, seed));

    private static Dictionary<string, float[]> Run(NetworkModule module, PlanarImage picture)
    {
        module.eval();
        using var _ = no_grad();
        using var x = tensor(picture.Pixels.ToArray(), [1, 1, picture.Height, picture.Width]);
        using var outputs = module.forward(x);
        return module.Network.Outputs.Keys.ToDictionary(name => name, name => outputs[name].data<float>().ToArray());
    }
}
