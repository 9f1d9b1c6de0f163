using BlurDetection.Evaluation.Files;
using BlurDetection.Tests.Support;

namespace BlurDetection.Evaluation.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AWriterThatFailsLeavesTheFileFromBeforeAndNothingBesideIt()
    {
        string path = _folder.Add("model.zip", [1, 2, 3]);
        var error = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(9);
            throw new InvalidOperationException("half-way");
        }));
        Assert.Equal("half-way", error.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void AnErrorOfTheDiskNamesTheFile()
    {
        string path = Path.Combine(_folder.Root, "model.zip");
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, _ => throw new IOException("No space left.")));
        Assert.Equal($"{path} could not be written: No space left.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }
}
