namespace BlurDetection.Scanning.Actions;

/// <summary>Where deleted images are until the trash is emptied.</summary>
public static class ImageTrash
{
    internal const string FolderName = "trash";

    /// <summary>Deletes for good what was deleted before; there is no undo.</summary>
    /// <param name="folder">A folder of results.</param>
    /// <param name="apply"><see langword="false"/> only counts.</param>
    /// <returns>Files in the trash and their bytes.</returns>
    public static (int Files, long Bytes) Empty(string folder, bool apply)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string trash = Path.Combine(folder, FolderName);
        if (!Directory.Exists(trash)) return (0, 0);
        FileInfo[] files = new DirectoryInfo(trash).GetFiles("*", SearchOption.AllDirectories);
        var (count, bytes) = (files.Length, files.Sum(file => file.Length));
        if (apply) Directory.Delete(trash, recursive: true);
        return (count, bytes);
    }
}
