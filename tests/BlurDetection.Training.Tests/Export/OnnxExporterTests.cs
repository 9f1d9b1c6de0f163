using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tests.Export;

public sealed class OnnxExporterTests
{
    /// <summary>Both sides compute in 32-bit floats, in another order of additions.</summary>
    private const double Tolerance = 1e-4;

    [Fact]
    public void NotebookGivesTheSameInTorchAndInOnnx()
    {
        using var module = ExportedModels.Shaken(Presets.Notebook());
        using var session = new InferenceSession(OnnxExporter.Export(module, ExportedModels.Notebook));
        AssertSame(module, session, "rgb", 128, 128, seed: 1);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(61, 47)]
    [InlineData(33, 90)]
    [InlineData(14, 17)]
    [InlineData(127, 31)]
    public void EveryKindOfLayerGivesTheSameInTorchAndInOnnx(int height, int width)
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        using var session = new InferenceSession(OnnxExporter.Export(module, ExportedModels.Canonical));
        AssertSame(module, session, "luma", height, width, seed: height);
    }

    [Fact]
    public void APictureOfOnePixelIsClassifiedWhereTheLayersAllowIt()
    {
        var network = new Network("small", new NetworkInput(1),
        [
            new Conv2D(4, 3) { Padding = BlurDetection.Training.Layers.Padding.Same, Strides = 2 },
            new CenterCrop2D(0.5), new GlobalStandardDeviationPooling2D(), new Dense(2), new Softmax(),
        ]);
        using var module = ExportedModels.Shaken(network);
        using var session = new InferenceSession(OnnxExporter.Export(module, ExportedModels.Canonical));
        AssertSame(module, session, "luma", 1, 1, seed: 3);
    }

    [Fact]
    public void LayersThatOnlyTrainingNeedsAreLeftOut()
    {
        var network = new Network("aux", new NetworkInput(1),
            [new Conv2D(2, 3), new Conv2D(9, 3) { Name = "auxiliary" }, new GlobalAveragePooling2D { Inputs = ["conv2d"] }, new Dense(2),
                new Softmax()]);
        using var module = ExportedModels.Shaken(network);
        var onnx = OnnxExporter.Export(module, ExportedModels.Canonical);
        Assert.DoesNotContain("auxiliary/kernel", OnnxImporter.ReadWeights(onnx).Keys);
        using var session = new InferenceSession(onnx);
        AssertSame(module, session, "luma", 20, 21, seed: 4);
        using var back = OnnxImporter.Load(onnx);
        Assert.Equal(module.GetWeights()["dense/kernel"].Values, back.GetWeights()["dense/kernel"].Values);
    }

    [Fact]
    public void ARescalingBeforeConvolutionsIsAFactorOfTheirKernels()
    {
        var network = new Network("scaled", new NetworkInput(1),
            [new Rescaling(1 / 255.0), new Conv2D(4, 3) { Padding = BlurDetection.Training.Layers.Padding.Same },
                new GlobalAveragePooling2D(), new Dense(2), new Softmax()]);
        using var module = ExportedModels.Shaken(network);
        var onnx = OnnxExporter.Export(module, ExportedModels.Canonical);
        using var session = new InferenceSession(onnx);
        AssertSame(module, session, "luma", 20, 21, seed: 5);
        Assert.Equal("Conv", Assert.Single(OnnxModelReader.Parse(onnx).Graph.Node, node => node.Input.Contains("luma")).OpType);
        using var back = OnnxImporter.Load(onnx);
        Assert.Equal(module.GetWeights()["conv2d/kernel"].Values, back.GetWeights()["conv2d/kernel"].Values);
    }

    [Fact]
    public void ANetworkThatDoesNotFitThePreprocessingIsRefused()
    {
        using var module = new NetworkModule(Presets.Notebook());
        Assert.Contains("preprocessing", Assert.Throws<InvalidNetworkException>(() =>
            OnnxExporter.Export(module, ExportedModels.Canonical)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkWithoutTwoClassesIsRefused()
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1), [new GlobalAveragePooling2D(), new Dense(3)]));
        Assert.Contains("two classes", Assert.Throws<InvalidNetworkException>(() =>
            OnnxExporter.Export(module, ExportedModels.Canonical)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLibraryReadsTheMetadataBack()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var description = ExportedModels.Canonical with
        {
            Threshold = 0.375,
            EvidenceThreshold = 0.2,
            DataHash = "abc",
            Metrics = new Dictionary<string, double> { ["roc_auc"] = 0.9, ["unmeasured"] = double.NaN },
            Sensitivities = new Dictionary<BlurSensitivity, SensitivityLevel> { [BlurSensitivity.High] = new(0.25, 0.05) },
        };
        using var model = ModelLoader.Load(OnnxExporter.Export(module, description), 1, "the model");
        Assert.Equal(0.375, model.Info.Threshold);
        Assert.Equal(0.2, model.Info.EvidenceThreshold);
        Assert.Equal("abc", model.Info.DataHash);
        Assert.Equal(Preprocessing.Default, model.Info.Preprocessing);
        Assert.Equal(new SensitivityLevel(0.25, 0.05), model.Info.Sensitivities[BlurSensitivity.High]);
        Assert.Equal(("roc_auc", 0.9), (Assert.Single(model.Info.Metrics).Key, model.Info.Metrics["roc_auc"]));
        Assert.Equal(NetworkSummary.Write(module.Network), NetworkSummary.Write(NetworkJson.Read(model.Info.Layers!)));
    }

    private static void AssertSame(NetworkModule module, InferenceSession session, string input, int height, int width, int seed)
    {
        module.eval();
        using var _ = no_grad();
        var pixels = ExportedModels.Pixels(module.Network.Input.Channels * height * width, seed);
        using var x = tensor(pixels, [1, module.Network.Input.Channels, height, width]);
        using var expected = module.forward(x);
        using var value = OrtValue.CreateTensorValueFromMemory(pixels, [1, module.Network.Input.Channels, height, width]);
        string[] names = [.. module.Network.Outputs.Keys];
        using var results = session.Run(new RunOptions(), [input], [value], names);
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal(expected[names[i]].shape, results[i].GetTensorTypeAndShape().Shape);
            ExportedModels.AssertClose(expected[names[i]].data<float>().ToArray(), results[i].GetTensorDataAsSpan<float>(), Tolerance);
        }
    }
}
