using System.Runtime.ExceptionServices;
using BlurDetection.Inputs;

namespace BlurDetection.Evaluation.Files;

/// <summary>Which files of a folder are taken for images.</summary>
internal static class ImageFiles
{
    /// <summary>The endings of images that can be decoded, with the dot, in lower case.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif"];

    /// <summary>Whether a file is taken for an image, by its ending in lower or upper case; the file is not opened.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool IsImage(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file or folder is hidden, or kept by another program beside images (<c>._*</c>, <c>@eaDir</c>,
    /// <c>.thumbnails</c>, <c>.Trash</c>); told by its name alone.</summary>
    /// <param name="path">A path or a name; only its last part counts.</param>
    public static bool IsCompanion(string path) =>
        Path.GetFileName(path) is ['.', ..] or "@eaDir" or "#recycle" or "$RECYCLE.BIN" or "__MACOSX" or "Thumbs.db" or "desktop.ini";

    /// <summary>Whether a path leads to a regular file, links followed: not to a folder, a pipe, a socket or a device,
    /// which might never end.</summary>
    /// <param name="path">A path; what it leads to is not opened.</param>
    public static bool IsRegular(string path) => FileIdentity.Of(path) is { IsRegular: true };

    /// <summary>The images below a folder, its sub-folders included, by their paths; companions of other programs are left out.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="skipLocked">Whether folders that may not be opened are left out.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="UnauthorizedAccessException">A folder may not be opened and is not to be left out.</exception>
    internal static IEnumerable<string> Below(
        string folder, bool skipLocked, bool followLinks = false, CancellationToken cancellationToken = default)
    {
        var walk = new FolderWalk(folder, new FolderWalkOptions { FollowLinks = followLinks, Filter = IsImage });
        foreach (WalkedFile file in walk.Files(cancellationToken))
        {
            if (file.Refused is null) yield return file.Path;
            else if (!skipLocked) ExceptionDispatchInfo.Throw(file.Refused);
        }
    }

    /// <summary>Whether any part of a path below a folder is a companion.</summary>
    /// <param name="folder">Where the walk began; its own name does not count.</param>
    /// <param name="path">A path below it.</param>
    public static bool IsInCompanion(string folder, string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(IsCompanion);
}
