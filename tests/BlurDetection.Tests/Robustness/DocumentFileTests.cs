using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Tests.Robustness;

/// <summary>Files of text that a user names: within one limit, regular, and each reader's own exception.</summary>
public sealed class DocumentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Type> Readers => new()
    {
        { "labels", typeof(TrainingDataException) }, { "network", typeof(InvalidNetworkException) },
        { "recipe", typeof(InvalidRecipeException) },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void MoreThan64MiBAreRefusedUnread(string reader, Type refusal)
    {
        string path = Sized(DocumentFile.MaxBytes + 1L);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception error = Assert.Throws(refusal, () => Read(reader, path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, "It was read.");
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("67108864", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Readers))]
    public void ADeviceIsRefusedAndNamed(string reader, Type refusal)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        Assert.Contains("/dev/zero", Assert.Throws(refusal, () => Read(reader, "/dev/zero")).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ACheckpointThatIsADeviceIsRefused()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        var error = Assert.Throws<InvalidModelException>(() => CheckpointFile.Read("/dev/zero"));
        Assert.Contains("device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AsMuchAsIsAllowedIsReadAndAMissingFileIsOneThatIsNotFound()
    {
        Assert.Equal(DocumentFile.MaxBytes, DocumentFile.ReadBytes(Sized(DocumentFile.MaxBytes), Refusal).Length);
        Assert.Throws<FileNotFoundException>(() => DocumentFile.ReadText(Path.Combine(_folder.Path, "missing"), Refusal));
        Assert.Equal("\u00E4", DocumentFile.ReadText(_folder.Write("marked", "\uFEFF\u00E4"), Refusal));
    }

    private static InvalidDataException Refusal(string message) => new(message);

    // Without content on the disk.
    private string Sized(long bytes)
    {
        string path = Path.Combine(_folder.Path, "large");
        using FileStream file = File.Create(path);
        file.SetLength(bytes);
        return path;
    }

    private void Read(string reader, string path)
    {
        switch (reader)
        {
            case "labels": LabelFile.Read(path, _folder.Path); break;
            case "network": NetworkJson.ReadFile(path); break;
            default: TrainingRecipe.ReadFile(path); break;
        }
    }
}
