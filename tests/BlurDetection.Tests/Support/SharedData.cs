namespace BlurDetection.Tests.Support;

/// <summary>Finds the pictures that lie beside the repository and are not part of it.</summary>
internal static class SharedData
{
    /// <summary>The path of a folder in shared/data; <see langword="null"/> where it is missing.</summary>
    public static string? Find(string folder)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data", folder);
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}
