namespace BlurDetection.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void EveryLineOfItsCodeIsCompiledInThisAssembly()
    {
        var compiled = Lines("ReadmeSnippets.cs").ToHashSet();
        var shown = Code(Lines("README.md")).Where(line => line.Length > 0).ToList();
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
