using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Cli.Images;

/// <summary>Turns what the user named into images: files as they are, folders by the images in them, patterns by what
/// they match.</summary>
/// <remarks>A folder that cannot be opened is given as if it were an image, so that it is reported where an image that
/// cannot be opened is.</remarks>
internal static class ImageInputs
{
    /// <summary>The images, in the order of the arguments and by name inside a folder; found while they are taken.</summary>
    public static IEnumerable<ImageInput> Find(IEnumerable<string> arguments, bool recursive, LeftOut leftOut,
        bool followLinks = false, CancellationToken cancellationToken = default)
    {
        foreach (var argument in arguments)
        {
            if (argument == "-")
                yield return ImageInput.StandardInput();
            else if (Directory.Exists(argument))
                foreach (var file in leftOut.Walk(argument, recursive, followLinks, cancellationToken))
                    yield return ImageInput.File(file.Path);
            else if (Glob.IsPattern(argument) && !File.Exists(argument))
                foreach (var source in Matches(argument, leftOut, cancellationToken)) yield return source;
            else
                yield return ImageInput.File(argument);
        }
    }

    // As in a shell, * does not stand for the dot of a hidden file.
    private static IEnumerable<ImageInput> Matches(string pattern, LeftOut leftOut, CancellationToken cancellationToken) =>
        Glob.Match(pattern, cancellationToken).Where(path => ImageFiles.IsCompanion(pattern) || !leftOut.IsCompanion(path))
            .Select(ImageInput.File).DefaultIfEmpty(ImageInput.NoMatch(pattern));
}
