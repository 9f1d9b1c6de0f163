using System.IO.Enumeration;

namespace BlurDetection.Cli.Pictures;

/// <summary>File patterns: <c>*</c> and <c>?</c> inside a name, <c>**</c> for any number of folders.</summary>
internal static class Glob
{
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files that match, by name inside each folder.</summary>
    public static IEnumerable<string> Match(string pattern)
    {
        string[] parts = pattern.Replace('\\', Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar, '/');
        int first = Array.FindIndex(parts, IsPattern);
        string root = string.Join(Path.DirectorySeparatorChar, parts[..first]);
        if (root.Length == 0 && first > 0) root = Path.DirectorySeparatorChar.ToString();
        return Walk(root, parts.AsMemory(first)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The folders inside a folder, by name; links are left out, since they may lead in circles.</summary>
    public static IEnumerable<string> Folders(string folder) => new DirectoryInfo(folder).EnumerateDirectories()
        .Where(d => (d.Attributes & FileAttributes.ReparsePoint) == 0)
        .Select(d => Path.Join(folder, d.Name)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder, ReadOnlyMemory<string> parts)
    {
        string here = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(here)) return [];
        string part = parts.Span[0];
        if (part == "**")
        {
            var rest = parts.Length == 1 ? new[] { "*" } : parts[1..];
            return Walk(folder, rest).Concat(Inner(folder, here).SelectMany(inner => Walk(inner, parts)));
        }
        if (parts.Length > 1)
        {
            return IsPattern(part)
                ? Inner(folder, here).Where(inner => Fits(part, inner)).SelectMany(inner => Walk(inner, parts[1..]))
                : Walk(Path.Join(folder, part), parts[1..]);
        }
        return Directory.GetFiles(here).Select(p => Path.Join(folder, Path.GetFileName(p))).Where(p => Fits(part, p)).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Inner(string folder, string here) => Folders(here).Select(p => Path.Join(folder, Path.GetFileName(p)));

    private static bool Fits(string part, string path) => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path.AsSpan()), ignoreCase: OperatingSystem.IsWindows());
}
