using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

public sealed partial class LinkTests
{
    [Fact]
    public void EveryLinkInsideTheRepositoryLeadsSomewhere()
    {
        string[] pages = [.. Pages.All, "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
        var dead = from page in pages
                   let path = Path.Combine(Repository.Root, page)
                   where File.Exists(path)
                   from Match link in Link().Matches(File.ReadAllText(path))
                   let target = link.Groups["target"].Value
                   where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                   let file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, target))
                   where !File.Exists(file) && !Directory.Exists(file)
                   select $"{page}: {target}";

        Assert.Empty(dead);
    }

    [Fact]
    public void EveryPageOfDocsIsInTheIndex()
    {
        string docs = Path.Combine(Repository.Root, "docs"), index = File.ReadAllText(Path.Combine(docs, "README.md"));

        Assert.All(
            Directory.EnumerateFiles(docs, "*.md").Select(file => Path.GetFileName(file)!).Where(name => name != "README.md"),
            name => Assert.Contains($"]({name})", index));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
