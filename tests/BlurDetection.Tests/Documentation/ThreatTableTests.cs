using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>The table of threats in SECURITY.md: each row names tests, and they exist.</summary>
public sealed partial class ThreatTableTests
{
    private static readonly string[] Rows =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "SECURITY.md"))
            .SkipWhile(line => !line.StartsWith("| who sends", StringComparison.Ordinal))
            .Skip(2).TakeWhile(line => line.StartsWith('|')),
    ];

    private static readonly HashSet<string> Classes =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => ClassName().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value),
    ];

    [Fact]
    public void EveryRowNamesTestsThatExist()
    {
        Assert.InRange(Rows.Length, 10, 100);
        foreach (string row in Rows)
        {
            string[] named = [.. TestName().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value)];
            Assert.True(named.Length > 0, $"No test: {row}");
            Assert.All(named, name => Assert.Contains(name, Classes));
        }
    }

    [GeneratedRegex(@"\bclass (\w+Tests)\b")]
    private static partial Regex ClassName();

    [GeneratedRegex("`(\\w+Tests)`")]
    private static partial Regex TestName();
}
