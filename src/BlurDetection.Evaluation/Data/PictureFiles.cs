namespace BlurDetection.Evaluation.Data;

/// <summary>Which files of a folder are taken for pictures.</summary>
public static class PictureFiles
{
    /// <summary>The endings of pictures that can be decoded, with the dot, in lower case.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif"];

    /// <summary>Whether a file is taken for a picture, by its ending in lower or upper case; the file is not opened.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool IsPicture(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures below a folder, its sub-folders included, by their paths.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="skipLocked">Whether folders that may not be opened are left out.</param>
    /// <exception cref="UnauthorizedAccessException">A folder may not be opened and is not to be left out.</exception>
    internal static IEnumerable<string> Below(string folder, bool skipLocked)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = skipLocked, AttributesToSkip = FileAttributes.None };
        return Directory.EnumerateFiles(folder, "*", all).Where(IsPicture).Order(StringComparer.Ordinal);
    }
}
