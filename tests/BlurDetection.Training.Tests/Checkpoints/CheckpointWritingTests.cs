using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Checkpoints;

public sealed class CheckpointWritingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AFolderThatCannotBeMadeStopsBeforeTheFirstEpoch()
    {
        var inTheWay = Path.Combine(folder, "cnn_model");
        File.WriteAllText(inTheWay, "a file");
        var steps = 0;
        var e = Assert.Throws<IOException>(() => Fit(inTheWay, 1, () => steps++));
        Assert.Contains(inTheWay, e.Message, StringComparison.Ordinal);
        Assert.Equal(0, steps);
    }

    [SkippableFact]
    public void AFullDiskStopsWithItsNameAndKeepsTheLastGoodCheckpoint()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        Fit(folder, epochs: 1);
        var path = Path.Combine(folder, "last.safetensors");
        var good = File.ReadAllBytes(path);
        // Whatever is written beside the checkpoint now meets a device without space.
        File.CreateSymbolicLink(path + ".tmp", "/dev/full");
        var e = Assert.Throws<IOException>(() => Fit(folder, epochs: 2));
        Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
        Assert.Contains("kept", e.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(path));
        Assert.False(File.Exists(path + ".tmp"));
    }

    [Fact]
    public void ACheckpointSurvivesTheRoundTrip()
    {
        var tensors = new Dictionary<string, NetworkWeight>
        {
            ["a/b"] = new([2, 3], [1, -2, float.Epsilon, 4, 5, float.MaxValue]),
            ["empty"] = new([0], []),
        };
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors, new Dictionary<string, string> { ["note"] = "ü\"\n" });
        var (back, metadata) = SafeTensors.Read(stream.ToArray());
        Assert.Equal("ü\"\n", metadata["note"]);
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal(tensor.Shape, back[name].Shape);
            Assert.Equal(tensor.Values, back[name].Values);
        }
    }

    private static void Fit(string folder, int epochs, Action? onLoad = null)
    {
        using var module = new NetworkModule(StripedImages.Network());
        new NetworkTrainer(module, new FitOptions { Epochs = epochs, CheckpointFolder = folder }).Fit(new StripedImages(8, onLoad: onLoad));
    }
}
