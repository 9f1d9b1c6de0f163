using BlurDetection.Tests.Support;
using BlurDetection.Training.Tests.Export;
using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Quantization;

namespace BlurDetection.Cli.Tests;

public sealed class QuantizeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("small.onnx")]
    [InlineData("small.zip")]
    public async Task ACopyIsSmallerAndClassifiesAlikeWithTheSameThreshold(string name)
    {
        string model = AddModel(), to = Path.Combine(_folder.Path, name);
        AddImages(5);
        _folder.Write("images/broken.png", "no image");

        var result =
            await Blur.RunAsync("quantize", "--model", model, "--images", Path.Combine(_folder.Path, "images"), "--out", to, "--json");

        Assert.True(result.Code == 3, result.Error); // one cannot be read
        Assert.Contains("broken.png", result.Error);
        var figures = Assert.Single(result.Json).GetProperty("result");
        Assert.Equal((5, 3), (figures.GetProperty("images").GetInt32(), figures.GetProperty("convolutions").GetInt32()));
        Assert.True(figures.GetProperty("bytes_after").GetInt64() < 0.6 * figures.GetProperty("bytes_before").GetInt64());
        Assert.InRange(figures.GetProperty("mean_change").GetDouble(), 0, 0.02);
        Assert.True(figures.GetProperty("milliseconds_after").GetDouble() > 0);
        using BlurClassifier before = BlurClassifier.Load(model), after = BlurClassifier.Load(to);
        Assert.Equal(0.375, after.Threshold);
        Assert.Equal("mine", after.Model.Name);
        foreach (string picture in Directory.GetFiles(Path.Combine(_folder.Path, "images"), "?.png"))
            Assert.Equal(before.Classify(picture).Probability, after.Classify(picture).Probability, 0.03);
    }

    [Fact]
    public async Task OfManyPicturesSoManyAreUsedAndTheTextTellsTheGain()
    {
        AddImages(5);
        var result = await Blur.RunAsync("quantize", "-m", AddModel(), "-i", Path.Combine(_folder.Path, "images"), "-o",
            Path.Combine(_folder.Path, "small.onnx"), "--max-images", "2");
        Assert.Equal(0, result.Code);
        Assert.Contains("Of 2 images", result.Output);
        Assert.Contains("quantised", result.Output);
    }

    [Fact]
    public async Task WhatCannotBeDoneIsSaidAndNothingIsWritten()
    {
        string model = AddModel(), to = Path.Combine(_folder.Path, "small.onnx"), images = Path.Combine(_folder.Path, "images");
        async Task<string> Fails(int code, string file, string folder, params string[] more)
        {
            var result = await Blur.RunAsync(["quantize", "-m", file, "-i", folder, "-o", to, .. more]);
            Assert.Equal(code, result.Code);
            Assert.False(File.Exists(to));
            return result.Error;
        }

        Assert.Contains("There is no folder of images", await Fails(2, model, images));
        Directory.CreateDirectory(images);
        Assert.Contains("No supported image", await Fails(3, model, images));
        AddImages(1);
        Assert.Contains("--max-images is a whole number, at least 1", await Fails(2, model, images, "--max-images", "0"));
        Assert.Contains("no layer list", await Fails(2, _folder.Write("foreign.onnx", TestModels.Plain()), images));
        string quantized = Path.Combine(_folder.Path, "quantised.onnx");
        var done = new Done();
        ModelQuantizer.Write(model, images, quantized, progress: done);
        Assert.Equal([0, 1], done.Counts); // read, and classified
        Assert.Contains("quantised already", await Fails(2, quantized, images));
    }

    private sealed class Done : IProgress<int>
    {
        public List<int> Counts { get; } = [];

        public void Report(int value) => Counts.Add(value);
    }

    private string AddModel()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        return _folder.Write("model.onnx", OnnxExporter.Export(module, ExportedModels.Canonical with { Name = "mine", Threshold = 0.375 }));
    }

    private void AddImages(int count)
    {
        for (int seed = 0; seed < count; seed++) _folder.Write($"images/{seed}.png", RenderedImages.Png(160, 120, seed));
    }
}
