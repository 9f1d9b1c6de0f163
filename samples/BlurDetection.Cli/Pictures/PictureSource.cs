namespace BlurDetection.Cli.Pictures;

/// <summary>A picture to be judged.</summary>
/// <param name="Name">As it is shown: the path as the user would write it, or "-".</param>
/// <param name="Open">Opens it for reading; the caller closes it.</param>
internal sealed record PictureSource(string Name, Func<Stream> Open)
{
    public static PictureSource File(string path) => new(path, () => System.IO.File.OpenRead(path));

    public static PictureSource StandardInput() => new("-", Console.OpenStandardInput);
}
