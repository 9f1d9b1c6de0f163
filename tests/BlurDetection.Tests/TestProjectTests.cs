using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Whoever changes a package finds its tests by its name.</summary>
public sealed class TestProjectTests
{
    public static TheoryData<string> Packages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_package_has_a_test_project_of_its_name(string package)
    {
        string relative = $"tests/{package}.Tests/{package}.Tests.csproj", project = Path.Combine(Repository.Root, relative);
        Assert.True(File.Exists(project), $"{package} has no {relative}; CONTRIBUTING.md says how to add it.");

        IEnumerable<string> referenced = XDocument.Load(project).Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value));
        Assert.Contains(package, referenced);
        Assert.Contains(relative.Replace('/', '\\'), File.ReadAllText(Path.Combine(Repository.Root, "BlurDetection.sln")));
    }

    [Fact]
    public void Test_projects_share_one_run_configuration()
    {
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)];
        IEnumerable<string> without = projects.Where(project => !XDocument.Load(project).Descendants("RunSettingsFilePath")
            .Any(path => path.Value.EndsWith("/tests.runsettings", StringComparison.Ordinal)));

        Assert.NotEmpty(projects);
        Assert.Empty(without);
    }
}
