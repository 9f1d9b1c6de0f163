using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Holds the directions that docs/architecture.md draws.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["BlurDetection"] = [],
        ["BlurDetection.AspNetCore"] = ["BlurDetection"],
        ["BlurDetection.Dicom"] = ["BlurDetection"],
        ["BlurDetection.Evaluation"] = ["BlurDetection"],
        ["BlurDetection.Magick"] = ["BlurDetection"],
        ["BlurDetection.Queue"] = ["BlurDetection.Scanning"],
        ["BlurDetection.Scanning"] = ["BlurDetection", "BlurDetection.Evaluation"],
        ["BlurDetection.Synthesis"] = ["BlurDetection"],
        ["BlurDetection.Training"] = ["BlurDetection", "BlurDetection.Evaluation", "BlurDetection.Synthesis"],
        ["BlurDetection.Training.Keras"] = ["BlurDetection.Training"],
        ["BlurDetection.Video"] = ["BlurDetection"],
        ["BlurDetection.Vips"] = ["BlurDetection"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectRefersOnlyToThoseBelowIt(string project)
    {
        var referred = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(Allowed[project], referred.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BlurDetection")]
    [InlineData("BlurDetection.Evaluation")]
    [InlineData("BlurDetection.Synthesis")]
    public void NothingBelowTrainingRefersToTorch(string name) => Assert.DoesNotContain(
        Assembly.Load(name).GetReferencedAssemblies(), other => other.Name!.Contains("torch", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("BlurDetection.Training/Layers", "Fitting", "Export", "Callbacks", "Recipes")]
    [InlineData("BlurDetection.Training/Losses", "Callbacks", "Checkpoints", "Data")]
    [InlineData("BlurDetection.Evaluation/Metrics", "Reporting", "Calibration", "Data")]
    [InlineData("BlurDetection.Evaluation/Data", "Reporting", "Calibration", "Metrics")]
    [InlineData("BlurDetection/Imaging", "Models", "Pipeline", "Verdicts")]
    public void FolderDoesNotUseThoseAboveIt(string folder, params string[] above)
    {
        string assembly = folder[..folder.IndexOf('/')];
        var found = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories)
                    from Match match in Using().Matches(File.ReadAllText(file))
                    let used = match.Groups["name"].Value
                    where above.Any(name => used == $"{assembly}.{name}")
                    select $"{Path.GetFileName(file)} uses {used}";

        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void FoldersOfAProjectHaveNoCycles(string project)
    {
        var graph = new FolderGraph(Path.Combine(Repository.Root, "src", project));

        Assert.NotEmpty(graph.Nodes);
        Assert.Empty(graph.Cycles());
    }

    [Fact]
    public void TwoFoldersThatUseEachOtherAreFound()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Failure.cs", "namespace P; public class Failure : Exception;");
        folder.Write("Door.cs", "using P.A;\nnamespace P; public class Door { private Wall _wall; }");
        folder.Write("A/Wall.cs", "using P.B;\nnamespace P.A; class Wall { Brick Of() => throw new Failure(); }");
        folder.Write("B/Brick.cs", "namespace P.B; class Brick { /* Wall */ string Wall => \"Wall\"; }");
        Assert.Empty(new FolderGraph(folder.Path).Cycles());

        folder.Write("B/Mortar.cs", "using P.A;\nnamespace P.B; class Mortar(Wall wall);");
        Assert.Equal(["A -> B: Wall uses Brick", "B -> A: Mortar uses Wall"], new FolderGraph(folder.Path).Cycles());
    }

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
