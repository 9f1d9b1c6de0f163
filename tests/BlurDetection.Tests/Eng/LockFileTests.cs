using System.Text.Json;
using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Eng;

/// <summary>The lock files say what the project files and the pins say; otherwise restore in locked mode stops the build.</summary>
public sealed class LockFileTests
{
    private const string Refresh = "Run eng/lock and commit what it changes.";

    private static readonly Dictionary<string, string> Pins = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(item => item.Attribute("Include")!.Value, item => item.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

    public static TheoryData<string> Projects => [.. SolutionProjects().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void EveryProjectIsLockedToItsPackagesAndTheirPins(string project)
    {
        string path = Path.Combine(Repository.Root, project), file = Path.Combine(Path.GetDirectoryName(path)!, "packages.lock.json");
        Assert.True(File.Exists(file), $"{project} has no lock file. {Refresh}");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement.ObjectEnumerator locked = json.RootElement.GetProperty("dependencies").EnumerateObject()
            .First(framework => framework.Name == "net10.0").Value.EnumerateObject();
        Dictionary<string, JsonElement> packages =
            locked.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        foreach (string name in XDocument.Load(path).Descendants("PackageReference").Where(item => item.Attribute("Condition") is null)
            .Select(item => item.Attribute("Include")!.Value))
            Assert.True(packages.TryGetValue(name, out JsonElement entry) && entry.GetProperty("type").GetString() == "Direct",
                $"{project}: {name} is not locked. {Refresh}");
        foreach ((string name, JsonElement entry) in packages)
            if (Pins.TryGetValue(name, out string? pin) && entry.TryGetProperty("resolved", out JsonElement resolved))
                Assert.True(resolved.GetString() == pin, $"{project}: {name} is locked to {resolved} and pinned to {pin}. {Refresh}");
    }

    private static IEnumerable<string> SolutionProjects() => File.ReadLines(Path.Combine(Repository.Root, "BlurDetection.sln"))
        .SelectMany(line => line.Split('"')).Where(part => part.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(part => part.Replace('\\', '/'));
}
