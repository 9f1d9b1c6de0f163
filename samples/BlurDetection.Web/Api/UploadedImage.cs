namespace BlurDetection.Web.Api;

/// <summary>One image of a request.</summary>
/// <param name="Name">The file's name without any folder.</param>
/// <param name="Body">Its bytes; <see langword="null"/> if there were more than allowed.</param>
internal sealed record UploadedImage(string Name, PooledBody? Body) : IDisposable
{
    private const int LongestName = 200;

    /// <summary>The last part of a name that a client sent, for showing only.</summary>
    public static string CleanName(string? sent)
    {
        var name = new string((sent ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c)).Take(LongestName).ToArray()).Trim();
        return name.Length == 0 ? "image" : name;
    }

    public void Dispose() => Body?.Dispose();
}
