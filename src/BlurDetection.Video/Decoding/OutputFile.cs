namespace BlurDetection.Video;

/// <summary>A file that is written beside its place and moved there once it is whole.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;

    public OutputFile(string path)
    {
        _path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(folder);
        // The extension stays last: ffmpeg chooses the container by it.
        Partial = Path.Combine(folder, $".{Path.GetFileNameWithoutExtension(_path)}.{Guid.NewGuid():N}.partial{Path.GetExtension(_path)}");
    }

    /// <summary>Where to write.</summary>
    public string Partial { get; }

    public void Complete() => File.Move(Partial, _path, overwrite: true);

    public void Dispose() => File.Delete(Partial);
}
