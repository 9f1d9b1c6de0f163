namespace BlurDetection.Video.Benchmarks;

/// <summary>The sharp images that clips pan over.</summary>
internal static class SourceImages
{
    /// <summary>Images of a folder, evenly chosen; without one the rendered sharp images of this repository.</summary>
    /// <param name="folder">Searched with its subfolders.</param>
    /// <param name="count">How many.</param>
    /// <param name="skip">How many files after the evenly chosen ones: another number gives other images.</param>
    public static string[] Find(string? folder, int count, int skip)
    {
        var files = folder is null
            ? Directory.GetFiles(Path.Combine(Root(), "samples", "images"), "*-sharp.*")
            : [.. Directory.GetFiles(folder, "*.jp*g", SearchOption.AllDirectories).Where(IsLarge)];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length <= count
            ? files : [.. Enumerable.Range(0, count).Select(i => files[(int)(((long)i * files.Length / count + skip) % files.Length)])];
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
