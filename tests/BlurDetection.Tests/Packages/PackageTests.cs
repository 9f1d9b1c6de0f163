using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

[Trait("Category", "Slow")]
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
        await PackAsync("src/BlurDetection");
        CheckPackage("BlurDetection");

        var app = Directory.CreateDirectory(Path.Combine(_folder.Root, "app")).FullName;
        WriteApp(app);
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

    private void WriteApp(string app)
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
                <add key="feed" value="{Feed}" />
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

    private void CheckPackage(string id)
    {
        Assert.InRange(new FileInfo(PathOf(id)).Length, 1, MostBytes);
        var (names, metadata) = Open(id);
        Assert.Contains($"lib/net10.0/{id}.xml", names);
        Assert.True(File.Exists(Path.ChangeExtension(PathOf(id), ".snupkg")));
        var dependencies = Dependencies(metadata);
        Assert.Contains("Microsoft.ML.OnnxRuntime", dependencies);
        Assert.DoesNotContain(dependencies, id => id.Contains("torch", StringComparison.OrdinalIgnoreCase) || id.Contains("Grpc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Training_package_leaves_libtorch_to_the_program_that_trains_and_asks_for_the_same_version_of_the_library()
    {
        await PackAsync("src/BlurDetection.Training");
        var (names, metadata) = Open("BlurDetection.Training");
        Assert.Contains("lib/net10.0/BlurDetection.Training.xml", names);
        Assert.True(File.Exists(Path.ChangeExtension(PathOf("BlurDetection.Training"), ".snupkg")));
        Assert.InRange(new FileInfo(PathOf("BlurDetection.Training")).Length, 1, MostBytes);
        var dependencies = Dependencies(metadata);
        Assert.Contains("TorchSharp", dependencies);
        Assert.DoesNotContain(dependencies, id => id.StartsWith("libtorch-", StringComparison.Ordinal));
        Assert.Equal($"[{_version}]", metadata.Descendants(metadata.Name.Namespace + "dependency").Single(d => d.Attribute("id")!.Value == "BlurDetection").Attribute("version")!.Value);
    }

    [Fact]
    public async Task Video_package_brings_the_same_version_of_the_library_and_no_ffmpeg()
    {
        await PackAsync("src/BlurDetection.Video");
        var (names, metadata) = Open("BlurDetection.Video");
        Assert.Contains("lib/net10.0/BlurDetection.Video.xml", names);
        Assert.True(File.Exists(Path.ChangeExtension(PathOf("BlurDetection.Video"), ".snupkg")));
        Assert.DoesNotContain(names, name => name.Contains("ffmpeg", StringComparison.OrdinalIgnoreCase));
        Assert.Equal($"[{_version}]", metadata.Descendants(metadata.Name.Namespace + "dependency").Single(d => d.Attribute("id")!.Value == "BlurDetection").Attribute("version")!.Value);
    }

    [Fact]
    public async Task Console_is_installed_as_a_tool_and_judges_a_picture()
    {
        await PackAsync("samples/BlurDetection.Cli");
        var (names, _) = Open("BlurDetection.Cli");
        Assert.DoesNotContain(names, name => name.Contains("libtorch", StringComparison.Ordinal) || name.Contains("android", StringComparison.Ordinal));

        var tools = Path.Combine(_folder.Root, "tools");
        File.WriteAllText(Path.Combine(_folder.Root, "nuget.config"), "<configuration />");
        await DotnetCommand.RunAsync(
            _folder.Root, "tool", "install", "BlurDetection.Cli", "--tool-path", tools, "--add-source", Feed, "--version", _version);
        var picture = _folder.Add("picture.jpg", Pictures.Sharp(700, 500));
        var output = await DotnetCommand.RunToolAsync(_folder.Root, Path.Combine(tools, "blur"), "classify", picture, "--json");

        using var classifier = BlurClassifier.CreateDefault();
        var said = JsonDocument.Parse(output.Trim().Split('\n')[0]).RootElement;
        Assert.Equal(classifier.Classify(picture).Verdict.ToString(), said.GetProperty("verdict").GetString(), ignoreCase: true);
    }

    private string Feed => Path.Combine(_folder.Root, "feed");

    private string PathOf(string id) => Path.Combine(Feed, $"{id}.{_version}.nupkg");

    private Task<string> PackAsync(string project, params string[] more) => DotnetCommand.RunAsync(
        Repository.Root, ["pack", project, "--no-build", "-c", Repository.Configuration, "-o", Feed, $"-p:PackageVersion={_version}", $"-p:Version={_version}", .. more]);

    /// <summary>What every package of this repository carries is asserted here.</summary>
    private (IReadOnlyList<string> Names, XElement Metadata) Open(string id)
    {
        using var package = ZipFile.OpenRead(PathOf(id));
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Value(string name) => metadata.Element(metadata.Name.Namespace + name)!.Value;
        Assert.Equal(("MIT", _version, "README.md", "icon.png"), (Value("license"), Value("version"), Value("readme"), Value("icon")));
        return (names, metadata);
    }

    private static List<string> Dependencies(XElement metadata) =>
        [.. metadata.Descendants(metadata.Name.Namespace + "dependency").Select(dependency => dependency.Attribute("id")!.Value)];
}
