using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

public sealed class PackageTests : IDisposable
{
    private const long MostBytes = 3 << 20;

    private readonly PictureFolder _folder = new();

    // New for each run: the machine keeps unpacked packages by version.
    private readonly string _version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    public void Dispose()
    {
        _folder.Dispose();
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var unpacked = Path.Combine(cache, "blurdetection", _version);
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
    }

    [Fact]
    public async Task Package_works_in_an_app_outside_the_repository()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder.Root, "feed")).FullName;
        await DotnetCommand.RunAsync(
            Repository.Root, "pack", "src/BlurDetection", "--no-build", "-c", Repository.Configuration, "-o", feed, $"-p:PackageVersion={_version}");
        CheckPackage(Path.Combine(feed, $"BlurDetection.{_version}.nupkg"));
        Assert.True(File.Exists(Path.Combine(feed, $"BlurDetection.{_version}.snupkg")));

        var app = Directory.CreateDirectory(Path.Combine(_folder.Root, "app")).FullName;
        WriteApp(app, feed);
        var built = await DotnetCommand.RunAsync(app, "build", "-o", "out");
        Assert.DoesNotContain("warning", built);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app, "out"), "*torch*", SearchOption.AllDirectories));

        var picture = _folder.Add("picture.jpg", Pictures.Sharp(700, 500));
        var model = _folder.Add("model.onnx", TestModels.Plain());
        var zip = Path.Combine(_folder.Root, "model.zip");
        ModelZip.Save(TestModels.Plain(), zip);
        var output = await DotnetCommand.RunAsync(app, "out/app.dll", picture, zip);
        var said = JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;

        using var byDefault = BlurClassifier.CreateDefault();
        using var ours = BlurClassifier.Load(model);
        Assert.Equal(byDefault.Classify(picture).Verdict.ToString(), said.GetProperty("verdict").GetString());
        Assert.Equal(ours.Classify(picture).Probability, said.GetProperty("engine").GetDouble(), 1e-4);
        Assert.Equal(ours.Classify(picture).Probability, said.GetProperty("classifier").GetDouble(), 1e-6);
    }

    private void WriteApp(string app, string feed)
    {
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="BlurDetection" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        // Besides the machine's own sources.
        File.WriteAllText(Path.Combine(app, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), """
            using System.Text.Json;
            using BlurDetection;
            using BlurDetection.Pipeline;
            using Microsoft.ML;

            using var classifier = BlurClassifier.CreateDefault();
            var verdict = classifier.Classify(args[0]).Verdict;

            var context = new MLContext();
            using var engine = context.Model.CreatePredictionEngine<Row, BlurDetectionOutput>(context.Model.Load(args[1], out _));
            using var loaded = BlurClassifier.Load(args[1]);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                verdict = verdict.ToString(),
                engine = engine.Predict(new Row { ImagePath = args[0] }).Probability,
                classifier = loaded.Classify(args[0]).Probability,
            }));

            public sealed class Row
            {
                public string ImagePath { get; set; } = "";
            }
            """);
    }

    private static void CheckPackage(string path)
    {
        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
        using var package = ZipFile.OpenRead(path);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);
        Assert.Contains("lib/net10.0/BlurDetection.xml", names);

        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        XName In(string name) => metadata.Name.Namespace + name;
        Assert.Equal("MIT", metadata.Element(In("license"))!.Value);
        var dependencies = metadata.Descendants(In("dependency")).Select(dependency => dependency.Attribute("id")!.Value).ToList();
        Assert.Contains("Microsoft.ML.OnnxRuntime", dependencies);
        Assert.DoesNotContain(dependencies, id => id.Contains("torch", StringComparison.OrdinalIgnoreCase) || id.Contains("Grpc", StringComparison.Ordinal));
    }
}
