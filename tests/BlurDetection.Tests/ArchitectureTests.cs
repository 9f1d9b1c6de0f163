using System.Reflection;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Holds the directions that docs/architecture.md draws.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["BlurDetection"] = [],
        ["BlurDetection.Evaluation"] = ["BlurDetection"],
        ["BlurDetection.Magick"] = ["BlurDetection"],
        ["BlurDetection.Synthesis"] = ["BlurDetection"],
        ["BlurDetection.AspNetCore"] = ["BlurDetection"],
        ["BlurDetection.Training"] = ["BlurDetection", "BlurDetection.Evaluation", "BlurDetection.Synthesis"],
        ["BlurDetection.Vips"] = ["BlurDetection"],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_refers_only_to_those_below_it(string name)
    {
        var referred = Assembly.Load(name).GetReferencedAssemblies().Select(other => other.Name!)
            .Where(other => other.StartsWith("BlurDetection", StringComparison.Ordinal));

        Assert.Empty(referred.Except(Allowed[name]));
    }

    [Theory]
    [InlineData("BlurDetection")]
    [InlineData("BlurDetection.Evaluation")]
    [InlineData("BlurDetection.Synthesis")]
    public void Nothing_below_training_refers_to_torch(string name) => Assert.DoesNotContain(
        Assembly.Load(name).GetReferencedAssemblies(), other => other.Name!.Contains("torch", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("BlurDetection.Training/Layers", "Fitting", "Export.OnnxExporter", "Callbacks", "Recipes")]
    [InlineData("BlurDetection.Training/Losses", "Callbacks", "Checkpoints", "Data")]
    [InlineData("BlurDetection.Evaluation/Metrics", "Reporting", "Calibration", "Data")]
    [InlineData("BlurDetection.Evaluation/Data", "Reporting", "Calibration", "Metrics")]
    [InlineData("BlurDetection/Imaging", "Models", "Pipeline", "Verdicts")]
    public void Folder_does_not_use_those_above_it(string folder, params string[] above)
    {
        string assembly = folder[..folder.IndexOf('/')];
        var found = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories)
                    from Match match in Using().Matches(File.ReadAllText(file))
                    let used = match.Groups["name"].Value
                    where above.Any(name => used == $"{assembly}.{name}")
                    select $"{Path.GetFileName(file)} uses {used}";

        Assert.Empty(found);
    }

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
