using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.PublicApi;

/// <summary>Rules that the public API of all packages keeps, read from the approved listings.</summary>
public sealed partial class ApiRulesTests
{
    public static TheoryData<string> Listings =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.approved.txt", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Listings))]
    public void ACancellationTokenHasTheNameThatDotnetGivesIt(string listing)
    {
        var names = Tokens().Matches(File.ReadAllText(Path.Combine(Repository.Root, listing))).Select(match => match.Groups["name"].Value);
        Assert.All(names, name => Assert.Equal("cancellationToken", name));
    }

    [GeneratedRegex(@"Threading\.CancellationToken (?<name>\w+)[ ,)](?!\{ get)")]
    private static partial Regex Tokens();
}
