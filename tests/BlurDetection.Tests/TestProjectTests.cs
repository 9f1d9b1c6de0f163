using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Whoever changes a package finds its tests by its name.</summary>
public sealed partial class TestProjectTests
{
    public static TheoryData<string> Packages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void EveryPackageHasATestProjectOfItsName(string package)
    {
        string relative = $"tests/{package}.Tests/{package}.Tests.csproj", project = Path.Combine(Repository.Root, relative);
        Assert.True(File.Exists(project), $"{package} has no {relative}; CONTRIBUTING.md says how to add it.");

        IEnumerable<string> referenced = XDocument.Load(project).Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value));
        Assert.Contains(package, referenced);
        Assert.Contains(relative.Replace('/', '\\'), File.ReadAllText(Path.Combine(Repository.Root, "BlurDetection.sln")));
    }

    [Fact]
    public void TestProjectsShareOneRunConfiguration()
    {
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)];
        IEnumerable<string> without = projects.Where(project => !XDocument.Load(project).Descendants("RunSettingsFilePath")
            .Any(path => path.Value.EndsWith("/tests.runsettings", StringComparison.Ordinal)));

        Assert.NotEmpty(projects);
        Assert.Empty(without);
    }

    [Fact]
    public void TestsAreNamedInOneStyle()
    {
        string[] names =
        [
            .. from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
               from Match method in TestMethod().Matches(File.ReadAllText(path))
               select $"{Path.GetFileNameWithoutExtension(path)}.{method.Groups["name"].Value}",
        ];

        Assert.True(names.Length > 1000, $"Only {names.Length} tests were found.");
        Assert.DoesNotContain(names, name => name.Contains('_', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^    public (?:static )?(?:async )?(?:Task|ValueTask|void) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
