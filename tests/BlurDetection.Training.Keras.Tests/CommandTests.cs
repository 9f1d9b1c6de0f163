using BlurDetection.Cli;
using BlurDetection.Cli.Training;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnImportedModelClassifiesIsCalibratedAndQuantisedAndGoesOutAgain()
    {
        var network = new Network("mine", new NetworkInput(3, 32, 32),
        [
            new Rescaling(1 / 255.0), new Conv2D(8, 3) { Activation = ActivationFunction.Relu },
            new Conv2D(16, 3) { Activation = ActivationFunction.Relu }, new MaxPooling2D(2),
            new GlobalAveragePooling2D(), new Dense(2) { Activation = ActivationFunction.Softmax },
        ]);
        var weights = SomeNetworks.Weights(network);
        string keras = PathOf("model.keras"), zip = PathOf("model.zip"), images = PathOf("images");
        KerasModelWriter.Write(keras, network, weights);
        for (int seed = 0; seed < 25; seed++) _folder.Write($"images/{seed}.png", RenderedImages.Png(64, 48, seed));

        string said = await Blur("import", keras, "--out", zip);

        Assert.StartsWith(NetworkSummary.Write(network), said);
        Assert.Contains("(3.0.0)", said);
        using (var classifier = BlurClassifier.Load(zip))
            Assert.Equal(2,
                new[] { 1, 2 }.Select(seed => classifier.Classify(Path.Combine(images, $"{seed}.png")).Probability).Distinct().Count());
        await Blur("classify", images, "--model", zip);
        await Blur("calibrate", "--model", zip, "--sharp", images, "--out", PathOf("calibrated.zip"), "--force");
        await Blur("quantize", "--model", zip, "--images", images, "--out", PathOf("small.onnx"));
        await Blur("export", zip, "--keras", PathOf("out.keras"), "--h5", PathOf("out.h5"), "--tfjs", PathOf("web"));
        foreach (string file in new[] { "out.keras", "out.h5", "web/model.json" })
            RoundTripTests.AssertSame(weights, KerasModelReader.Read(PathOf(file)).Weights);
        foreach (string[] line in (string[][])[["import", keras, "--out", zip], ["export", zip, "--keras", PathOf("out.keras")],
            ["export", zip, "--h5", PathOf("out.h5")], ["export", zip, "--tfjs", PathOf("web")]])
        {
            Assert.Contains("is there already", await Fails(line));
            await Blur([.. line, "--force"]);
        }
        await Blur("export", zip, "--h5", PathOf("out.weights.h5"));
        RoundTripTests.AssertSame(weights, KerasModelReader.ReadWeights(PathOf("out.weights.h5"), network));
    }

    [Fact]
    public async Task WhatCannotBeImportedIsSaidAndNothingIsWritten()
    {
        string text = _folder.Write("text.keras", "no model");
        Assert.Contains("neither a .keras file", await Fails("import", text, "--out", PathOf("model.zip")));
        Assert.Contains("There is no file", await Fails("import", PathOf("missing.h5"), "--out", PathOf("model.zip")));
        Assert.False(File.Exists(PathOf("model.zip")));
        Assert.Contains(".zip or .onnx", await Fails("import", text, "--out", PathOf("model.h5")));
        Assert.Contains("--size is", await Fails("import", text, "--out", PathOf("model.zip"), "--size", "0x4"));
        Assert.Contains("blur,focus", await Fails("import", text, "--out", PathOf("model.zip"), "--labels", "sharp,blur"));
        Assert.Contains("--keras, --h5 or --tfjs", await Fails("export", text));
        Assert.Contains(".keras", await Fails("export", text, "--keras", "model.h5"));
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private static async Task<string> Blur(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.True(code == 0, $"{string.Join(' ', args)}: {code}\n{error}");
        return output;
    }

    private static async Task<string> Fails(params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.NotEqual(0, code);
        return error;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = await BlurCommand.RunAsync(args, output, error, TrainingCommands.Create());
        return (code, output.ToString(), error.ToString());
    }
}
