namespace BlurDetection.Cli.Images;

/// <summary>A list of paths, as <c>find</c> and <c>git ls-files</c> write it.</summary>
internal static class FileList
{
    private const int LongestName = 1 << 16; // a path of Linux has 4096 bytes at most

    /// <summary>The paths of a file, or of standard input; read while they are taken. Empty lines are passed over.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="zero">Whether a zero byte ends a path, instead of a line end.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is longer than any path.</exception>
    public static IEnumerable<ImageInput> Read(string path, bool zero)
    {
        using TextReader reader = path == "-" ? new StreamReader(Console.OpenStandardInput()) : File.OpenText(path);
        foreach (string line in BoundedLines.Read(reader, zero ? '\0' : '\n', LongestName, $"'{path}' is not a list of paths"))
        {
            string name = zero ? line : line.TrimEnd('\r');
            if (name.Length > 0) yield return ImageInput.Listed(name);
        }
    }
}
