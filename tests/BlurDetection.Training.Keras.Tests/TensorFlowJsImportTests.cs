using BlurDetection.Tests.Support;
using BlurDetection.Training.Export;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests;

public sealed class TensorFlowJsImportTests : IDisposable
{
    /// <summary>Both compute in 32-bit floats, and add in another order.</summary>
    private const double Tolerance = 1e-5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("notebook", 128, 128, 3, 50)]
    [InlineData("mobilenet", 96, 96, 3, 50)]
    [InlineData("everything", 45, 38, 3, 50)]
    [InlineData("single", 20, 31, 1, 50)]
    [InlineData("inside", 48, 48, 3, 50)]
    public void AModelOfTensorFlowJsGivesTheSamePredictionsAndTheSameSummary(string model, int height, int width, int channels, int count)
    {
        Skip.If(TensorFlowJsRunner.Missing is not null, TensorFlowJsRunner.Missing);
        var images = new TestImages(count, height, width, channels);
        images.Write(_folder.Path);
        TensorFlowJsRunner.Run(model, _folder.Path, model is "notebook" or "mobilenet" or "inside" ? "wasm" : "cpu");

        var read = KerasModelReader.Read(Path.Combine(_folder.Path, "model.json"));

        Assert.Equal("tfjs-layers 4.22.0", read.Version);
        float[] expected = TensorFlowJsRunner.Predictions(_folder.Path);
        // One value is the probability of the second class.
        if (model == "single") expected = [.. expected.SelectMany(focus => new[] { 1 - focus, focus })];
        Predictions.AssertVaried([.. expected.Where((_, i) => i % 2 == 0)]);
        Predictions.AssertClose(expected, Predictions.Of(KerasImporter.ToOnnx(read), images), Tolerance);
        if (model != "inside")
            Assert.Equal(TensorFlowJsRunner.Summary(_folder.Path),
                NetworkSummary.Rows(read.Network).Select(row => $"{row.Name} ({row.Type}) {row.Output} {row.Parameters}"));
    }

    [SkippableTheory]
    [InlineData("notebook", 128, 128)]
    [InlineData("mobilenet", 96, 96)]
    [InlineData("everything", 45, 38)]
    public void TensorFlowJsLoadsWhatIsWrittenForItAndPredictsTheSame(string model, int height, int width)
    {
        Skip.If(TensorFlowJsRunner.Missing is not null, TensorFlowJsRunner.Missing);
        var images = new TestImages(2, height, width, 3);
        images.Write(_folder.Path);
        string backend = model == "everything" ? "cpu" : "wasm";
        TensorFlowJsRunner.Run(model, _folder.Path, backend);
        var read = KerasModelReader.Read(Path.Combine(_folder.Path, "model.json"));
        string to = Path.Combine(_folder.Path, "again");

        KerasModelWriter.WriteTensorFlowJs(to, read.Network, read.Weights);

        images.Write(to);
        TensorFlowJsRunner.Run("load", to, backend);
        // bit by bit: the same program on the same weights
        Assert.Equal(TensorFlowJsRunner.Predictions(_folder.Path), TensorFlowJsRunner.Predictions(to));
        RoundTripTests.AssertSame(read.Weights, KerasModelReader.Read(Path.Combine(to, "model.json")).Weights);
    }

    [SkippableFact]
    public void AnImportedModelIsTrainedFurther()
    {
        Skip.If(TensorFlowJsRunner.Missing is not null, TensorFlowJsRunner.Missing);
        var images = new TestImages(4, 45, 38, 3);
        images.Write(_folder.Path);
        TensorFlowJsRunner.Run("everything", _folder.Path);
        byte[] onnx = KerasImporter.ToOnnx(KerasModelReader.Read(Path.Combine(_folder.Path, "model.json")));

        using var module = OnnxImporter.Load(onnx);
        var before = module.GetWeights();
        using (var input = TorchSharp.torch.tensor([.. Enumerable.Range(0, 4).SelectMany(images.ChannelsFirst)], [4, 3, 45, 38]))
        using (var outputs = module.call(input))
        using (var loss = outputs["probabilities"].narrow(1, 0, 1).sum())
        using (var optimizer = TorchSharp.torch.optim.SGD(module.parameters(), 0.5))
        {
            loss.backward();
            optimizer.step();
        }
        foreach (var (name, weight) in module.GetWeights())
        {
            Assert.All(weight.Values, value => Assert.True(float.IsFinite(value)));
            // A shift before a normalisation over the batch is taken back by it.
            if (name.EndsWith("kernel", StringComparison.Ordinal) || name.EndsWith("alpha", StringComparison.Ordinal))
                Assert.NotEqual(before[name].Values, weight.Values);
        }
    }
}
