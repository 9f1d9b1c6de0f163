namespace BlurDetection.Tests.Support;

/// <summary>A temporary folder that goes with the test.</summary>
internal sealed class ImageFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("blur-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Add(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
