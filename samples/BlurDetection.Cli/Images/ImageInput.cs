using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Cli.Images;

/// <summary>An image to be classified.</summary>
/// <param name="Name">As it is shown: the path as the user would write it, or "-".</param>
/// <param name="Open">Opens it for reading; the caller closes it.</param>
internal sealed record ImageInput(string Name, Func<Stream> Open)
{
    public static ImageInput File(string path) => new(path, () => System.IO.File.OpenRead(path));

    /// <summary>A file that a list names: others write lists, and opening a pipe waits for a writer that never comes.</summary>
    public static ImageInput Listed(string path) => new(path, () => System.IO.File.Exists(path) && !ImageFiles.IsRegular(path)
        ? throw new UnsupportedImageException($"'{path}' is a pipe, a socket or a device, not a regular file.")
        : System.IO.File.OpenRead(path));

    /// <summary>A pattern that matches nothing: most likely a mistake, so it is reported where a file that cannot be opened is.</summary>
    public static ImageInput NoMatch(string pattern) =>
        new(pattern, () => throw new FileNotFoundException($"No file matches the pattern '{pattern}'."));

    public static ImageInput StandardInput() => new("-", Console.OpenStandardInput);
}
