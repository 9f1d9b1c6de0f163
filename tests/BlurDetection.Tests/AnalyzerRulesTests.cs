using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>A warning of the analyzers is an error in every library, and whatever is off says why.</summary>
public sealed partial class AnalyzerRulesTests
{
    private const int MostRulesOff = 12;

    [Fact]
    public void LibrariesAreBuiltWithTheAnalyzersAndWithoutWarnings()
    {
        string all = Read("Directory.Build.props"), libraries = Read("src/Directory.Build.props");

        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", all);
        Assert.Contains("<AnalysisLevel>latest-recommended</AnalysisLevel>", libraries);
        Assert.Contains("<PackageReference Include=\"Meziantou.Analyzer\" PrivateAssets=\"all\" />", libraries);
        Assert.DoesNotContain("Condition=", libraries);
        Assert.All(Projects(),
            project => Assert.DoesNotMatch("NoWarn|WarningsNotAsErrors|RunAnalyzers|AnalysisLevel", File.ReadAllText(project)));
    }

    [Fact]
    public void ARuleThatIsOffHasItsReasonAboveIt()
    {
        string[] lines = Read(".editorconfig").Split("[src/", 2)[1].Split('\n');
        int off = 0;
        string above = "";
        foreach (string line in lines)
        {
            if (Off().IsMatch(line)) Assert.True(above.StartsWith('#') || Off().IsMatch(above), $"{line} has no reason.");
            if (Off().IsMatch(line)) off++;
            above = line;
        }
        Assert.InRange(off, 1, MostRulesOff);
    }

    [Fact]
    public void AWarningThatAFileSwitchesOffHasItsReasonBesideIt()
    {
        var bare = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                   where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                   from line in File.ReadLines(file)
                   where line.Contains("#pragma warning disable", StringComparison.Ordinal)
                       && !line.Contains("//", StringComparison.Ordinal)
                   select $"{Path.GetFileName(file)}: {line}";

        Assert.Empty(bare);
    }

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"^dotnet_diagnostic\.\w+\.severity = none$")]
    private static partial Regex Off();
}
