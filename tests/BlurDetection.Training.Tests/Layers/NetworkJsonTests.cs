using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Layers;

public sealed class NetworkJsonTests
{
    [Fact]
    public void ANetworkSurvivesTheRoundTrip()
    {
        foreach (var network in new[] { Presets.Notebook(), SomeNetwork.Branching() })
        {
            var json = NetworkJson.Write(network);
            var back = NetworkJson.Read(json);
            Assert.Equal(json, NetworkJson.Write(back));
            Assert.Equal(NetworkSummary.Write(network), NetworkSummary.Write(back));
            Assert.Equal(network.Outputs, back.Outputs);
        }
    }

    [Fact]
    public void ItReadsWhatAPersonWrites()
    {
        var network = NetworkJson.Read("""
            {
              "name": "mine",
              "input": { "channels": 1 },
              "layers": [
                { "type": "Rescaling", "scale": 0.00392 }, // to 0..1
                { "filters": 16, "kernel_size": [3, 5], "padding": "same", "activation": "relu", "strides": 2, "type": "Conv2D" },
                { "type": "GlobalAveragePooling2D" },
                { "type": "Dense", "units": 2, "activation": "softmax" },
              ]
            }
            """);
        Assert.Equal(16 * 15 + 16 + 2 * 16 + 2, network.TrainableParameters);
        Assert.Equal(new Extent(3, 5), Assert.IsType<Conv2D>(network.Layers[1]).KernelSize);
    }

    [Theory]
    [InlineData("""{"name":"n","input":{"channels":1},"layers":[{"type":"Dense","units":2,"actvation":"relu"}]}""", "actvation")]
    [InlineData("""{"name":"n","input":{"channels":1},"layers":[{"type":"Conv9D"}]}""", "Conv9D")]
    [InlineData("""{"name":"n","input":{"channels":1},"layers":[{"type":"GlobalAveragePooling2D"},{"type":"Dense"}]}""", "units")]
    [InlineData("""{"name":"n","layers":[{"type":"Softmax"}]}""", "input")]
    [InlineData("""{"name":"n","input":{"channels":1}}""", "no layers")]
    [InlineData("[1,2]", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("null", "null")]
    public void WhatIsWrongIsNamed(string json, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidNetworkException>(() => NetworkJson.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnErrorInAFileNamesTheFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, "{}");
        try
        {
            Assert.Contains(path, Assert.Throws<InvalidNetworkException>(() => NetworkJson.ReadFile(path)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ALayerThatWasSavedUnderItsOldNameIsRead()
    {
        var network = NetworkJson.Read("""
            {"name":"n","input":{"channels":1},"layers":[
              {"type" : "Halving2D","name":"Halving2D"},{"type":"GlobalAveragePooling2D"},{"type":"Softmax"}]}
            """);

        Assert.Equal("Halving2D", Assert.IsType<DownSampling2D>(network.Layers[0]).Name);
        Assert.Contains("\"DownSampling2D\"", NetworkJson.Write(network), StringComparison.Ordinal);
    }
}
