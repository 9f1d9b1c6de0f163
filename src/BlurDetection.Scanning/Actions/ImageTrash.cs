namespace BlurDetection.Scanning.Actions;

/// <summary>Where deleted images are until the trash is emptied.</summary>
internal static class ImageTrash
{
    public const string FolderName = "trash";

    public static (int Files, long Bytes) Empty(string folder, bool apply)
    {
        string trash = Path.Combine(folder, FolderName);
        if (!Directory.Exists(trash)) return (0, 0);
        FileInfo[] files = new DirectoryInfo(trash).GetFiles("*", SearchOption.AllDirectories);
        var (count, bytes) = (files.Length, files.Sum(file => file.Length));
        if (apply) Directory.Delete(trash, recursive: true);
        return (count, bytes);
    }
}
