using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Source is read side by side with its changes, so no line is longer than half a wide screen.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    [InlineData("tests")]
    [InlineData("eng")]
    [InlineData("benchmarks")]
    public void NoLineOfSourceIsLongerThan140Characters(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsGenerated(file))];
        var tooLong = from file in files
                      from line in File.ReadLines(file).Index()
                      where line.Item.Length > Longest
                      select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length}";

        Assert.NotEmpty(files);
        Assert.Empty(tooLong);
    }

    private static bool IsGenerated(string file) => file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");
}
