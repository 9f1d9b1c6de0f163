using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Readme;

public sealed class ReadmeTests
{
    private static readonly string[] PageNames = [.. typeof(ReadmeTests).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal))];

    /// <summary>The repository's front page and the readmes inside the packages.</summary>
    public static TheoryData<string> Pages => [.. PageNames];

    [Fact]
    public void EveryPageThatShowsCodeIsAmongThem()
    {
        string[] folders = [Repository.Root, .. new[] { "docs", "src", "samples", "eng", "benchmarks" }.Select(name => Path.Combine(Repository.Root, name))];
        var withCode = folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", folder == Repository.Root ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(name => !name.Contains("/bin/") && !name.Contains("/obj/") && File.ReadLines(Path.Combine(Repository.Root, name)).Contains("```csharp"));
        Assert.Equal(PageNames.Order(StringComparer.Ordinal), withCode.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLineOfItsCodeIsCompiledInThisAssembly(string page)
    {
        var compiled = Lines("ReadmeSnippets.cs").ToHashSet();
        var shown = Code(Lines(page)).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, compiled));
    }

    private static IEnumerable<string> Code(IEnumerable<string> lines)
    {
        bool inside = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```csharp";
            else if (inside) yield return line;
        }
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim())];
    }
}
