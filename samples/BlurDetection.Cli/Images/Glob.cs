using System.IO.Enumeration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Cli.Images;

/// <summary>File patterns: <c>*</c> and <c>?</c> inside a name, <c>**</c> for any number of folders.</summary>
internal static class Glob
{
    private static readonly EnumerationOptions WithoutLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files that match, by name inside each folder; and on the way, the folders that cannot be opened.</summary>
    public static IEnumerable<string> Match(string pattern, CancellationToken cancellationToken = default)
    {
        string[] parts = pattern.Replace('\\', Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar, '/');
        int first = Array.FindIndex(parts, IsPattern);
        string root = string.Join(Path.DirectorySeparatorChar, parts[..first]);
        if (root.Length == 0 && first > 0) root = Path.DirectorySeparatorChar.ToString();
        return Walk(root, parts.AsMemory(first), cancellationToken).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The folders inside a folder, by name; links are left out, since they may lead in circles.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", WithoutLinks).Order(StringComparer.Ordinal);

    /// <summary>Whether a folder's names can be read.</summary>
    public static bool CanList(string folder)
    {
        try
        {
            Directory.EnumerateFileSystemEntries(folder).Any();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Walk(string folder, ReadOnlyMemory<string> parts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string here = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(here)) return [];
        string part = parts.Span[0];
        if (parts.Length > 1 && !IsPattern(part)) return Walk(Path.Join(folder, part), parts[1..], cancellationToken);
        if (!CanList(here)) return [here];
        if (part == "**")
        {
            var rest = parts.Length == 1 ? new[] { "*" } : parts[1..];
            return Walk(folder, rest, cancellationToken)
                .Concat(Inner(folder, here).SelectMany(inner => Walk(inner, parts, cancellationToken)));
        }
        if (parts.Length > 1)
            return Inner(folder, here).Where(inner => Fits(part, inner)).SelectMany(inner => Walk(inner, parts[1..], cancellationToken));
        return Directory.GetFiles(here).Select(p => Path.Join(folder, Path.GetFileName(p)))
            .Where(p => Fits(part, p) && ImageFiles.IsRegular(p)).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Inner(string folder, string here) =>
        Folders(here).Select(p => Path.Join(folder, Path.GetFileName(p)));

    private static bool Fits(string part, string path) =>
        FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path.AsSpan()), ignoreCase: OperatingSystem.IsWindows());
}
