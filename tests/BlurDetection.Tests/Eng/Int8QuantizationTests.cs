using BlurDetection.FinishDefaultModel;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Symmetry;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace BlurDetection.Tests.Eng;

public sealed class Int8QuantizationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blur-quantization-").FullName;

    [Fact]
    [Trait("Category", "Slow")]
    public void AMirroredOrTurnedPictureStillGivesTheSameAnswerAndNormalisationsAreFolded()
    {
        for (int seed = 0; seed < 3; seed++)
            File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "set")).FullName, $"{seed}.png"),
                RenderedImages.Png(200, 160, seed));
        using var module = new NetworkModule(DefaultNetwork.Create(), seed: 5);
        new NetworkSymmetry(module.Network, DefaultNetwork.Directions).Begin(module);

        using var quantized = Int8Quantization.Run(module, SharpLibrary.LoadAll(_folder, default), images: 20);

        Assert.DoesNotContain(quantized.Network.Layers, layer => layer is BatchNormalization);
        Assert.Equal(["stage3_conv", "stage4_conv", "stage4b_conv", "local_conv", "context_conv", "around_conv", "wide_conv", "wider_conv",
            "widest_conv"],
            quantized.Network.Layers.OfType<Conv2D>().Where(layer => layer.KernelBits is not null).Select(layer => layer.Name));
        quantized.eval();
        using var _ = no_grad();
        var random = new Random(3);
        using var picture = tensor(Enumerable.Range(0, 96 * 128).Select(_ => 255 * random.NextSingle()).ToArray(), [1, 1, 96, 128]);
        using var upright = quantized.forward(picture);
        foreach (var moved in new[] { picture.flip(3), picture.rot90(1, (2, 3)) })
        {
            using var outputs = quantized.forward(moved);
            // Values between two bytes may fall to either side.
            Assert.InRange((upright["probabilities"] - outputs["probabilities"]).abs().max().item<float>(), 0, 0.002f);
            Assert.InRange((upright["strength"] - outputs["strength"]).abs().max().item<float>(), 0, 0.01f);
        }
        // Turned, the widths change places by two directions; mirrored, the diagonals do.
        using var turned = quantized.forward(picture.rot90(1, (2, 3)))[DefaultNetwork.Directions];
        Assert.InRange((upright[DefaultNetwork.Directions].rot90(1, (2, 3)).roll(2, 1) - turned).abs().max().item<float>(), 0, 0.05f);
        using var mirrored = quantized.forward(picture.flip(3))[DefaultNetwork.Directions];
        Assert.InRange((upright[DefaultNetwork.Directions].flip(3).index_select(1, tensor(new long[] { 0, 3, 2, 1 }))
            - mirrored).abs().max().item<float>(), 0, 0.05f);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
