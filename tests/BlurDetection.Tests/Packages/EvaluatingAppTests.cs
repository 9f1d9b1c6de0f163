using System.Globalization;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Documentation;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>What BlurDetection.Evaluation costs a program of its own.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed partial class EvaluatingAppTests(PackedFeed feed)
{
    private const string Readme = "src/BlurDetection.Evaluation/package/README.md";

    [SkippableFact]
    public async Task AppOfItsReadmeEvaluatesAndCalibratesWithoutTorchAndIsAsLargeAsTheReadmeSays()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The readme tells the size on Linux.");
        IReadOnlyList<string> program = Pages.Blocks(Readme).First(block => block.Language == "csharp").Lines;
        await using var workspace = new Workspace(feed, program);

        await workspace.RunAsync("dotnet add YOUR.csproj package BlurDetection.Evaluation");
        await workspace.RunAsync("dotnet publish YOUR.csproj -r linux-x64 --no-self-contained -o published");
        string said = await workspace.RunAsync("dotnet published/YOUR.dll");

        Assert.Contains("ROC AUC", said);
        using (var calibrated = BlurClassifier.Load(Path.Combine(workspace.Root, "mine.zip")))
            Assert.Equal(calibrated.Model.Threshold, calibrated.Threshold);
        string restored = await File.ReadAllTextAsync(Path.Combine(workspace.Root, "obj", "project.assets.json"));
        Assert.DoesNotContain("torch", restored, StringComparison.OrdinalIgnoreCase);
        double megabytes = Directory.EnumerateFiles(Path.Combine(workspace.Root, "published"), "*", SearchOption.AllDirectories)
            .Sum(file => new FileInfo(file).Length) / 1e6;
        Match told = Size().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, Readme)));
        Assert.InRange(megabytes / double.Parse(told.Groups["size"].Value, CultureInfo.InvariantCulture), 0.95, 1.05);
    }

    [GeneratedRegex(@"(?<size>\d+) MB")]
    private static partial Regex Size();
}
