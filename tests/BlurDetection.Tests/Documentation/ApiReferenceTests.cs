using System.Diagnostics;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

public sealed partial class ApiReferenceTests
{
    private static readonly string[] Packages =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)!),
    ];

    // Without words of ours: constructors and delegates that the compiler writes, and members whose comment is the framework's.
    private static readonly string[] Wordless =
    [
        ".#ctor", ".#ctor(System.Object,System.IntPtr)", ".ToString", ".Dispose",
        ".Validate(System.ComponentModel.DataAnnotations.ValidationContext)",
        ".Invoke(System.Int32,System.Int32)", ".BeginInvoke(System.Int32,System.Int32,System.AsyncCallback,System.Object)",
        ".EndInvoke(System.IAsyncResult)",
    ];

    [SkippableFact]
    [Trait("Category", "Slow")]
    public async Task ItIsMadeOfEveryPackageWithoutAWarningAndEveryMemberHasASummary()
    {
        Skip.IfNot(File.Exists("/bin/bash"), "The script is written for a shell.");
        using var folder = new ImageFolder();
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "eng", "api-reference"), folder.Root]);
        start.Environment["NO_BUILD"] = "1";
        start.Environment["CONFIGURATION"] = Repository.Configuration;

        await DotnetCommand.RunAsync(start); // a warning ends it with another code than 0

        string[] members = [.. Directory.EnumerateFiles(Path.Combine(folder.Root, "yml"), "*.yml").SelectMany(MembersOf)];
        var assemblies = members.SelectMany(member => Assembly().Matches(member)).Select(match => match.Groups["name"].Value);
        Assert.Superset(Packages.ToHashSet(), assemblies.ToHashSet());
        var silent = from member in members
                     where !member.Contains("\n  type: Namespace", StringComparison.Ordinal)
                     where !member.Contains("\n  summary: ", StringComparison.Ordinal)
                     let name = member[..member.IndexOf('\n')].Trim()
                     where !Wordless.Any(word => name.EndsWith(word, StringComparison.Ordinal))
                     select name;
        Assert.Empty(silent);
        const string Classifier = "reference/BlurDetection.BlurClassifier.html";
        string site = Path.Combine(folder.Root, "site");
        Assert.Contains("IsBlurry", await File.ReadAllTextAsync(Path.Combine(site, Classifier)));
        Assert.Contains(Classifier, await File.ReadAllTextAsync(Path.Combine(site, "index.html")));
    }

    private static IEnumerable<string> MembersOf(string file)
    {
        string text = File.ReadAllText(file);
        if (!text.StartsWith("### YamlMime:ManagedReference", StringComparison.Ordinal)) return [];
        return text.Split("\nreferences:")[0].Split("\n- uid: ").Skip(1);
    }

    [GeneratedRegex(@"\n  assemblies:\r?\n  - (?<name>\S+)")]
    private static partial Regex Assembly();
}
