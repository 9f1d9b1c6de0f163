namespace BlurDetection.Cli.Pictures;

/// <summary>A picture to be classified.</summary>
/// <param name="Name">As it is shown: the path as the user would write it, or "-".</param>
/// <param name="Open">Opens it for reading; the caller closes it.</param>
internal sealed record PictureSource(string Name, Func<Stream> Open)
{
    public static PictureSource File(string path) => new(path, () => System.IO.File.OpenRead(path));

    /// <summary>A pattern that matches nothing: most likely a mistake, so it is reported where a file that cannot be opened is.</summary>
    public static PictureSource NoMatch(string pattern) =>
        new(pattern, () => throw new FileNotFoundException($"No file matches the pattern '{pattern}'."));

    public static PictureSource StandardInput() => new("-", Console.OpenStandardInput);
}
