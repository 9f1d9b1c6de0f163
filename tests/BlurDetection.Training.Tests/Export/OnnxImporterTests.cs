using BlurDetection.Evaluation.Models;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace BlurDetection.Training.Tests.Export;

public sealed class OnnxImporterTests
{
    [Fact]
    public void ANetworkComesBackWithEveryWeight()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var plain = OnnxExporter.Export(module, ExportedModels.Canonical);
        foreach (var onnx in new[] { plain, PackedModel.From(plain, new BlurClassifierOptions(), "test").Onnx })
        {
            using var back = OnnxImporter.Load(onnx);
            Assert.Equal(NetworkJson.Write(module.Network), NetworkJson.Write(back.Network));
            var weights = back.GetWeights();
            Assert.All(module.GetWeights(), w => Assert.Equal(w.Value.Values, weights[w.Key].Values));
            Assert.Equal(module.GetWeights().Count, weights.Count);
        }
    }

    [Fact]
    public void TheEmbeddedModelCanBeTrainedFurther()
    {
        var onnx = EmbeddedModel.ReadOnnx();
        using var module = OnnxImporter.Load(onnx);
        module.eval();
        var pixels = ExportedModels.Pixels(72 * 100, seed: 6);
        using var _ = TorchSharp.torch.no_grad();
        using var x = TorchSharp.torch.tensor(pixels, [1, 1, 72, 100]);
        using var torch = module.forward(x);
        using var session = new InferenceSession(onnx);
        string[] names = [.. module.Network.Outputs.Keys];
        using var results = session.Run(new RunOptions(), ["luma"], [OrtValue.CreateTensorValueFromMemory(pixels, [1, 1, 72, 100])], names);
        // Where a value lies between two bytes, the last digit of a float decides, and layers behind it feel that.
        for (var i = 0; i < names.Length; i++)
            ExportedModels.AssertClose(torch[names[i]].data<float>().ToArray(), results[i].GetTensorDataAsSpan<float>(), 0.03);
        Assert.Equal(OnnxMetadata.Read(onnx)[ModelMetadataKeys.Preprocessing], new ModelDescription { Name = "n", Preprocessing =
            new CnnTrainer(new CnnTrainerOptions { InitialModel = onnx }).Preprocessing }.ToMetadata()[ModelMetadataKeys.Preprocessing]);
    }

    [Fact]
    public void MetadataCanBeChangedWithoutTouchingTheGraph()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var onnx = OnnxExporter.Export(module, ExportedModels.Canonical);
        var changed = OnnxMetadata.Change(onnx,
            new Dictionary<string, string?> { [ModelMetadataKeys.Threshold] = "0.25", [ModelMetadataKeys.ClassNames] = null });
        Assert.Equal("0.25", OnnxMetadata.Read(changed)[ModelMetadataKeys.Threshold]);
        Assert.DoesNotContain(ModelMetadataKeys.ClassNames, OnnxMetadata.Read(changed).Keys);
        Assert.Equal(OnnxMetadata.Read(onnx).Count - 1, OnnxMetadata.Read(changed).Count);
        using var model = ModelLoader.Load(changed, 1, "the model");
        Assert.Equal(0.25, model.Info.Threshold);
    }

    [Fact]
    public void AModelWithoutALayerListSaysSo()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var onnx = OnnxMetadata.Change(OnnxExporter.Export(module, ExportedModels.Canonical),
            new Dictionary<string, string?> { [ModelMetadataKeys.Layers] = null });
        Assert.Contains("layer list", Assert.Throws<InvalidModelException>(() => OnnxImporter.Load(onnx)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoOnnxAreRefused()
    {
        Assert.Throws<InvalidModelException>(() => OnnxImporter.Load("not a model at all"u8));
        Assert.Throws<InvalidModelException>(() => OnnxImporter.Load([]));
    }
}
