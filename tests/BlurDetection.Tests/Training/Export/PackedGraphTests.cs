using BlurDetection.Tests.Training.Networks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Networks;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace BlurDetection.Tests.Training.Export;

public sealed class PackedGraphTests
{
    /// <summary>Both run the same operators on the same values.</summary>
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(61, 47)]
    [InlineData(200, 113)]
    [InlineData(640, 960)]
    public void PackedAndPlainGiveTheSame(int height, int width)
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var onnx = OnnxExporter.Export(module, ExportedModels.Canonical);
        using var plain = new InferenceSession(onnx);
        using var packed = new InferenceSession(PackedGraph.Pack(onnx));
        var pixels = ExportedModels.Pixels(height * width, seed: width);
        var room = ExportedModels.Pixels(960 * 960, seed: 99); // what stands behind the picture must not matter
        pixels.CopyTo(room, 0);
        string[] names = ["probabilities", "kind", "strength", "evidence", "map"];
        using var a = plain.Run(new RunOptions(), ["luma"], [OrtValue.CreateTensorValueFromMemory(pixels, [1, 1, height, width])], names);
        using var b = packed.Run(new RunOptions(), ["pixels", "size"],
            [OrtValue.CreateTensorValueFromMemory(room, [960 * 960]), OrtValue.CreateTensorValueFromMemory(new long[] { height, width }, [2])], [.. names, "map_size"]);
        for (var i = 0; i < 4; i++) ExportedModels.AssertClose(a[i].GetTensorDataAsSpan<float>(), b[i].GetTensorDataAsSpan<float>(), Tolerance);
        var map = a[4].GetTensorDataAsSpan<float>();
        var padded = b[4].GetTensorDataAsSpan<float>();
        Assert.Equal(a[4].GetTensorTypeAndShape().Shape[2..], b[5].GetTensorDataAsSpan<long>().ToArray());
        Assert.Equal(2 * 240 * 240, padded.Length);
        ExportedModels.AssertClose(map, padded[..map.Length], Tolerance);
        Assert.True(padded[map.Length..].IndexOfAnyExcept(0f) < 0);
    }

    [Fact]
    public void AFixedSizeNeedsOnlyThePixels()
    {
        using var module = ExportedModels.Shaken(Presets.Notebook());
        var onnx = OnnxExporter.Export(module, ExportedModels.Notebook);
        using var plain = new InferenceSession(onnx);
        using var packed = new InferenceSession(PackedGraph.Pack(onnx));
        var pixels = ExportedModels.Pixels(3 * 128 * 128, seed: 2);
        using var a = plain.Run(new RunOptions(), ["rgb"], [OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, 128, 128])], ["probabilities"]);
        using var b = packed.Run(new RunOptions(), ["pixels"], [OrtValue.CreateTensorValueFromMemory(pixels, [3 * 128 * 128])], ["probabilities"]);
        ExportedModels.AssertClose(a[0].GetTensorDataAsSpan<float>(), b[0].GetTensorDataAsSpan<float>(), Tolerance);
    }

    [Fact]
    public void APackedModelIsNotPackedAgain()
    {
        using var module = ExportedModels.Shaken(SomeNetwork.Branching());
        var packed = PackedGraph.Pack(OnnxExporter.Export(module, ExportedModels.Canonical));
        Assert.Contains("'pixels'", Assert.Throws<InvalidModelException>(() => PackedGraph.Pack(packed)).Message, StringComparison.Ordinal);
    }
}
