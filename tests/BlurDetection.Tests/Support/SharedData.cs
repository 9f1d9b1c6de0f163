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

    /// <summary>Some JPEG files of a folder, evenly chosen; none where it is missing.</summary>
    public static string[] Jpegs(string folder, int count)
    {
        if (Find(folder) is not { } root) return [];
        var files = Directory.GetFiles(root, "*.jp*g", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length <= count ? files : [.. Enumerable.Range(0, count).Select(i => files[(long)i * files.Length / count])];
    }
}
