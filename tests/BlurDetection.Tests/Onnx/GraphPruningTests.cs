using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Onnx;

public sealed class GraphPruningTests
{
    [Fact]
    public void WhatOnlyTheMapNeedsGoesAndNothingElse()
    {
        byte[] onnx = EmbeddedModel.ReadOnnx();

        byte[] kept = GraphPruning.Keep(onnx, name => name != ModelTensors.Map, out var removed);

        GraphProto before = ModelProto.Parser.ParseFrom(onnx).Graph, after = ModelProto.Parser.ParseFrom(kept).Graph;
        Assert.Equal([ModelTensors.Map], removed);
        Assert.Equal(before.Output.Select(output => output.Name).Where(name => name != ModelTensors.Map),
            after.Output.Select(output => output.Name));
        // The layers that refine the map are convolutions of their own.
        Assert.True(after.Node.Count(node => node.OpType == "Conv") < before.Node.Count(node => node.OpType == "Conv"));
        Assert.True(after.Initializer.Count < before.Initializer.Count);
        var made = after.Node.SelectMany(node => node.Output).Concat(after.Initializer.Select(constant => constant.Name))
            .Concat(after.Input.Select(input => input.Name)).ToHashSet();
        Assert.All(after.Node.SelectMany(node => node.Input).Concat(after.Output.Select(output => output.Name)),
            name => Assert.Contains(name, made));
    }

    [Fact]
    public void BytesStayAsTheyAreWhereNothingIsToGo()
    {
        byte[] onnx = TestModels.PlainWithoutExtras(), noModel = "no model"u8.ToArray();

        Assert.Same(onnx, GraphPruning.Keep(onnx, name => name != ModelTensors.Map, out var removed));
        Assert.Empty(removed);
        Assert.Same(onnx, GraphPruning.Keep(onnx, _ => false, out _));
        Assert.Same(noModel, GraphPruning.Keep(noModel, _ => false, out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WithoutItsMapAModelGivesTheSameVerdictAndStillSaysWhatItHas(bool zipped)
    {
        byte[] onnx = EmbeddedModel.ReadOnnx();
        if (zipped) onnx = PackedModel.From(onnx, new BlurClassifierOptions(), "test").Onnx;
        using var withMap = BlurClassifier.Load(new MemoryStream(onnx));
        using var without = BlurClassifier.Load(new MemoryStream(onnx), new BlurClassifierOptions { Map = false });
        byte[] picture = RenderedImages.Jpeg(640, 480, blurSigma: 2);

        BlurPrediction expected = withMap.Classify(picture), found = without.Classify(picture);

        Assert.NotNull(expected.Map);
        Assert.Null(found.Map);
        Assert.Equal(expected.Verdict, found.Verdict);
        Assert.Equal(expected.Probability, found.Probability, 1e-5);
        Assert.Equal(expected.Strength!.Value, found.Strength!.Value, 1e-4);
        Assert.True(without.Model.HasMap);
    }
}
