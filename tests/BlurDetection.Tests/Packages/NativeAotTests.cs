using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>An app that is compiled ahead of time, with the package and nothing else.</summary>
[Collection(nameof(PackedFeed))]
public sealed class NativeAotTests(PackedFeed feed)
{
    private const string Program = """
        using BlurDetection;

        using var classifier = BlurClassifier.CreateDefault();
        Console.WriteLine(classifier.Classify(args[0]).Verdict);
        try
        {
            BlurClassifier.CreateDefault(new BlurClassifierOptions { Threshold = 7 });
            Console.WriteLine("accepted");
        }
        catch (ArgumentException)
        {
            Console.WriteLine("refused");
        }
        """;

    [SkippableFact]
    [Trait("Category", "Slow")]
    public async Task NativelyCompiledAppClassifiesAndChecksItsOptions()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Published for Linux.");
        Skip.IfNot(File.Exists("/usr/bin/clang") || File.Exists("/usr/bin/gcc"), "There is no linker.");
        Skip.IfNot(Directory.Exists(Path.Combine(OutsideApp.PackageCache, "runtime.linux-x64.microsoft.dotnet.ilcompiler")),
            "The compiler's package is not there.");
        using var folder = new ImageFolder();
        feed.WriteSettings(folder.Root);
        const string properties = "<PublishAot>true</PublishAot><RuntimeIdentifier>linux-x64</RuntimeIdentifier>" +
            "<InvariantGlobalization>true</InvariantGlobalization>";
        File.WriteAllText(Path.Combine(folder.Root, "app.csproj"), OutsideApp.Project(
            "Microsoft.NET.Sdk", properties, $"""<PackageReference Include="BlurDetection" Version="{feed.Version}" />"""));
        File.WriteAllText(Path.Combine(folder.Root, "Program.cs"), Program);

        await DotnetCommand.RunAsync(folder.Root, "publish", "-c", "Release", "-o", "out", "-nologo");
        var start = new ProcessStartInfo(Path.Combine(folder.Root, "out", "app"),
            [Path.Combine(Repository.Root, "samples", "images", "street-defocus.jpg")]);
        string said = await DotnetCommand.RunAsync(start);

        Assert.Equal(["Blurred", "refused"], said.Trim().Split('\n'));
    }
}
