using BlurDetection.Training.Data;

namespace BlurDetection.Cli.Pictures;

/// <summary>Turns what the user named into pictures: files as they are, folders by the pictures in them, patterns by what they match.</summary>
/// <remarks>A folder that cannot be opened is given as if it were a picture, so that it is reported where a picture that cannot be opened is.</remarks>
internal static class PictureSources
{
    /// <summary>The pictures, in the order of the arguments and by name inside a folder; found while they are taken.</summary>
    public static IEnumerable<PictureSource> Find(IEnumerable<string> arguments, bool recursive)
    {
        foreach (var argument in arguments)
        {
            if (argument == "-")
                yield return PictureSource.StandardInput();
            else if (Directory.Exists(argument))
                foreach (var path in InFolder(argument, recursive)) yield return PictureSource.File(path);
            else if (Glob.IsPattern(argument) && !File.Exists(argument))
                foreach (var path in Matches(argument)) yield return PictureSource.File(path);
            else
                yield return PictureSource.File(argument);
        }
    }

    private static IEnumerable<string> InFolder(string folder, bool recursive)
    {
        if (!Glob.CanList(folder))
        {
            yield return folder;
            yield break;
        }
        foreach (var path in Directory.GetFiles(folder).Where(PictureFiles.IsPicture).Order(StringComparer.Ordinal))
            yield return path;
        if (!recursive) yield break;
        foreach (var inner in Glob.Folders(folder))
            foreach (var path in InFolder(inner, recursive)) yield return path;
    }

    // A pattern that matches nothing is most likely a mistake, so it is reported as the missing file that it names.
    private static IEnumerable<string> Matches(string pattern) => Glob.Match(pattern).DefaultIfEmpty(pattern);
}
