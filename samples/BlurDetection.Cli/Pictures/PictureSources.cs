using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli.Pictures;

/// <summary>Turns what the user named into pictures: files as they are, folders by the pictures in them, patterns by what they match.</summary>
/// <remarks>A folder that cannot be opened is given as if it were a picture, so that it is reported where a picture that cannot be opened is.</remarks>
internal static class PictureSources
{
    /// <summary>The pictures, in the order of the arguments and by name inside a folder; found while they are taken.</summary>
    public static IEnumerable<PictureSource> Find(IEnumerable<string> arguments, bool recursive, LeftOut leftOut)
    {
        foreach (var argument in arguments)
        {
            if (argument == "-")
                yield return PictureSource.StandardInput();
            else if (Directory.Exists(argument))
                foreach (var path in InFolder(argument, recursive, leftOut)) yield return PictureSource.File(path);
            else if (Glob.IsPattern(argument) && !File.Exists(argument))
                foreach (var source in Matches(argument, leftOut)) yield return source;
            else
                yield return PictureSource.File(argument);
        }
    }

    // As in a shell, * does not stand for the dot of a hidden file.
    private static IEnumerable<PictureSource> Matches(string pattern, LeftOut leftOut) =>
        Glob.Match(pattern).Where(path => PictureFiles.IsCompanion(pattern) || !leftOut.IsCompanion(path))
            .Select(PictureSource.File).DefaultIfEmpty(PictureSource.NoMatch(pattern));

    private static IEnumerable<string> InFolder(string folder, bool recursive, LeftOut leftOut)
    {
        if (!Glob.CanList(folder))
        {
            yield return folder;
            yield break;
        }
        foreach (var path in Directory.GetFiles(folder).Where(leftOut.IsSupported).Order(StringComparer.Ordinal))
            yield return path;
        string[] folders = [.. Glob.Folders(folder)];
        string[] inside = [.. folders.Where(inner => !leftOut.IsCompanion(inner))];
        leftOut.Links += Directory.GetDirectories(folder).Length - folders.Length;
        if (!recursive) leftOut.Folders += inside.Length;
        else
            foreach (var inner in inside)
                foreach (var path in InFolder(inner, recursive, leftOut)) yield return path;
    }
}
