using BlurDetection.Models;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Models;

public sealed class ExternalModelTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private BlurClassifier Load(OnnxGraph graph, OnnxModelOptions options, BlurClassifierOptions? classifying = null) =>
        BlurClassifier.Load(_folder.Add("theirs.onnx", graph.ToBytes()), options, classifying);

    /// <summary>Gives back the value of one channel at the top left, so that what reaches the network can be read off.</summary>
    private static OnnxGraph Probe(TensorLayout layout, int channel, params long[] shape)
    {
        var graph = new OnnxGraph().Input("image", OnnxGraph.Type.Float, shape);
        long[] starts = layout == TensorLayout.Nchw ? [0, channel, 0, 0] : [0, 0, 0, channel];
        return graph
            .Longs("starts", starts)
            .Longs("ends", [.. starts.Select(start => start + 1)])
            .Longs("flat", 1, 1)
            .Node("Slice", "image starts ends", "value")
            .Node("Reshape", "value flat", "out")
            .Output("out", OnnxGraph.Type.Float, 1, 1);
    }

    private static byte[] Colour(byte red, byte green, byte blue)
    {
        using var bitmap = new SKBitmap(64, 48);
        bitmap.Erase(new SKColor(red, green, blue));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    [Theory]
    [InlineData(TensorLayout.Nchw, ChannelOrder.Rgb, 0, 51)]
    [InlineData(TensorLayout.Nchw, ChannelOrder.Rgb, 2, 153)]
    [InlineData(TensorLayout.Nchw, ChannelOrder.Bgr, 0, 153)]
    [InlineData(TensorLayout.Nhwc, ChannelOrder.Rgb, 1, 102)]
    [InlineData(TensorLayout.Nhwc, ChannelOrder.Bgr, 2, 51)]
    public void LayoutAndChannelOrderAreAsDescribed(TensorLayout layout, ChannelOrder order, int channel, double expected)
    {
        long[] shape = layout == TensorLayout.Nchw ? [1, 3, 32, 40] : [1, 32, 40, 3];
        using var classifier = Load(Probe(layout, channel, shape), new OnnxModelOptions { Layout = layout, ChannelOrder = order });
        Assert.Equal((32, 40), (classifier.Model.Preprocessing.Height, classifier.Model.Preprocessing.Width));
        Assert.Equal(expected / 255, classifier.Classify(Colour(51, 102, 153)).Probability, 1e-5);
    }

    [Fact]
    public void ValuesAreScaledShiftedAndDividedForEachChannel()
    {
        using var classifier = Load(Probe(TensorLayout.Nchw, 1, 1, 3, 16, 16), new OnnxModelOptions
        {
            Scale = 1.0 / 255,
            Mean = [0.485, 0.3, 0.406],
            StandardDeviation = [0.229, 0.5, 0.225],
        });
        Assert.Equal((204 / 255.0 - 0.3) / 0.5, classifier.Classify(Colour(0, 204, 0)).Probability, 1e-5);
    }

    [Fact]
    public void OneChannelIsLuma()
    {
        using var classifier = Load(Probe(TensorLayout.Nchw, 0, 1, 1, 16, 16), new OnnxModelOptions());
        Assert.Equal((0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 255, classifier.Classify(Colour(200, 100, 50)).Probability, 5e-3);
    }

    [Theory]
    [InlineData(0, false, 0.25)]
    [InlineData(1, false, 0.75)]
    public void SingleOutputMayBeBlurOrFocus(int blurIndex, bool logits, double expected)
    {
        using var classifier = Load(Probe(TensorLayout.Nchw, 0, 1, 1, 16, 16),
            new OnnxModelOptions { Scale = 0.25 / 100, BlurIndex = blurIndex, OutputsLogits = logits });
        Assert.Equal(expected, classifier.Classify(Colour(100, 100, 100)).Probability, 1e-5);
    }

    [Fact]
    public void LogitsPassASoftmaxAndTheBlurIndexIsKept()
    {
        var graph = TestModels.Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, -1, 1, -1, -1))
            .Output("logits", OnnxGraph.Type.Float, 1, 2);
        var described = new OnnxModelOptions { Scale = 1, LongSide = 960, OutputName = "logits", OutputsLogits = true };
        using var own = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        using var theirs = Load(graph, described);
        described.BlurIndex = 1;
        using var turned = Load(graph, described);
        var picture = Images.Blurred(1200, 900);
        var expected = own.Classify(picture).Probability;
        Assert.Equal(expected, theirs.Classify(picture).Probability, 1e-5);
        Assert.Equal(1 - expected, turned.Classify(picture).Probability, 1e-5);
    }

    [Fact]
    public void ThresholdIsTheirsUnlessTheCallerHasOne()
    {
        using var theirs = Load(Probe(TensorLayout.Nchw, 0, 1, 1, 16, 16), new OnnxModelOptions { Threshold = 0.8 });
        using var own = Load(Probe(TensorLayout.Nchw, 0, 1, 1, 16, 16), new OnnxModelOptions { Threshold = 0.8 },
            new BlurClassifierOptions { Threshold = 0.1 });
        Assert.Equal((0.8, 0.1), (theirs.Threshold, own.Threshold));
    }

    [Fact]
    public void WhatCannotWorkIsRefusedWithTheReason()
    {
        AssertRefused("Width", Probe(TensorLayout.Nchw, 0, 1, 3, -1, -1), new());
        AssertRefused("layout", Probe(TensorLayout.Nchw, 0, 1, 32, 32, 3), new());
        AssertRefused("LongSide", Probe(TensorLayout.Nchw, 0, 1, 3, 32, 32), new() { LongSide = 64 });
        AssertRefused("Width says 64", Probe(TensorLayout.Nchw, 0, 1, 3, 32, 32), new() { Width = 64, Height = 32 });
        AssertRefused("batches of 8", Probe(TensorLayout.Nchw, 0, 8, 3, 32, 32), new());
        AssertRefused("'nothing'", Probe(TensorLayout.Nchw, 0, 1, 3, 32, 32), new() { InputName = "nothing" });
        var thousand = new OnnxGraph().Input("image", OnnxGraph.Type.Float, 1, 1, 25, 40).Longs("shape", 1, 1000)
            .Node("Reshape", "image shape", "out").Output("out", OnnxGraph.Type.Float, 1, 1000);
        AssertRefused("1000 classes", thousand, new());
        AssertRefused("OutputName", TestModels.Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, 1, 1, 32, 32))
            .Output("logits", OnnxGraph.Type.Float, 1, 2), new());
    }

    private void AssertRefused(string reason, OnnxGraph graph, OnnxModelOptions options) =>
        Assert.Contains(reason, Assert.Throws<InvalidModelException>(() => Load(graph, options)).Message);

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        var graph = Probe(TensorLayout.Nchw, 0, 1, 3, 32, 32);
        Assert.Throws<ArgumentException>(() => Load(graph, new() { StandardDeviation = [0] }));
        Assert.Throws<ArgumentException>(() => Load(graph, new() { Mean = [0, 0] }));
        Assert.Throws<ArgumentException>(() => Load(graph, new() { Channels = 2 }));
        Assert.Throws<ArgumentException>(() => Load(graph, new() { LongSide = 64, Width = 64 }));
        Assert.Throws<ArgumentException>(() => Load(graph, new() { BlurIndex = 2 }));
    }
}
