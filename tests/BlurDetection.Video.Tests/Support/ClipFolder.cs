namespace BlurDetection.Video.Tests.Support;

/// <summary>A folder of clips that ffmpeg makes; gone with the test.</summary>
internal sealed class ClipFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("clips").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Makes a clip.</summary>
    /// <param name="name">File name.</param>
    /// <param name="source">A lavfi graph.</param>
    /// <param name="output">ffmpeg's options for the output.</param>
    public async Task<string> MakeAsync(string name, string source, string output = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p")
    {
        var path = PathOf(name);
        await Ffmpeg.RunAsync($"-f lavfi -i \"{source}\" {output} \"{path}\"");
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // another process holds a file: the system's temporary folder is cleaned elsewhere
        }
    }
}
