namespace BlurDetection.Training.Data;

/// <summary>Which files of a folder are taken for pictures.</summary>
public static class PictureFiles
{
    /// <summary>The endings of pictures that can be decoded, with the dot, in lower case.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif"];

    /// <summary>Whether a file is taken for a picture, by its ending in lower or upper case; the file is not opened.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool IsPicture(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures below a folder, its sub-folders included, by their paths.</summary>
    internal static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsPicture).Order(StringComparer.Ordinal);
}
