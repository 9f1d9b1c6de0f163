namespace BlurDetection.Video.Benchmarks;

/// <summary>The sharp pictures that clips pan over.</summary>
internal static class SourceImages
{
    /// <summary>Pictures of a folder, evenly chosen; without one the rendered sharp pictures of this repository.</summary>
    public static string[] Find(string? folder, int count)
    {
        var files = folder is null
            ? Directory.GetFiles(Path.Combine(Root(), "samples", "images"), "*-sharp.*")
            : [.. Directory.GetFiles(folder, "*.jp*g", SearchOption.AllDirectories).Where(IsLarge)];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length <= count ? files : [.. Enumerable.Range(0, count).Select(i => files[(long)i * files.Length / count])];
    }

    private static bool IsLarge(string path)
    {
        using var image = Imaging.ImageDecoder.DecodeFile(path, new Imaging.Preprocessing { Channels = 1, LongSide = 64 });
        return image.OriginalWidth >= 900 && image.OriginalHeight >= 600;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "BlurDetection.sln"))) return folder.FullName;
        throw new InvalidOperationException("This runs outside the repository.");
    }
}
