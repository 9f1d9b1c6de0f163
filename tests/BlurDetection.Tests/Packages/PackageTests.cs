using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class PackageTests(PackedFeed feed) : IDisposable
{
    private const long MostBytes = 3 << 20;

    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PackageWorksInAnAppOutsideTheRepository()
    {
        CheckPackage("BlurDetection");

        var app = Directory.CreateDirectory(Path.Combine(_folder.Root, "app")).FullName;
        WriteApp(app);
        var built = await DotnetCommand.RunAsync(app, "build", "-o", "out");
        Assert.DoesNotContain("warning", built);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app, "out"), "*torch*", SearchOption.AllDirectories));

        var picture = _folder.Add("image.jpg", Images.Sharp(700, 500));
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
                <PackageReference Include="BlurDetection" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        feed.WriteSettings(app);
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
        Assert.DoesNotContain(dependencies, id => id.Contains("torch", StringComparison.OrdinalIgnoreCase)
            || id.Contains("Grpc", StringComparison.Ordinal));
    }

    [Fact]
    public void TrainingPackageLeavesLibtorchToTheProgramThatTrainsAndAsksForTheSameVersionOfTheLibrary()
    {
        var (names, metadata) = Open("BlurDetection.Training");
        Assert.Contains("lib/net10.0/BlurDetection.Training.xml", names);
        Assert.True(File.Exists(Path.ChangeExtension(PathOf("BlurDetection.Training"), ".snupkg")));
        Assert.InRange(new FileInfo(PathOf("BlurDetection.Training")).Length, 1, MostBytes);
        var dependencies = Dependencies(metadata);
        Assert.Contains("TorchSharp", dependencies);
        Assert.DoesNotContain(dependencies, id => id.StartsWith("libtorch-", StringComparison.Ordinal));
        Assert.Equal($"[{feed.Version}]", metadata.Descendants(metadata.Name.Namespace + "dependency")
            .Single(d => d.Attribute("id")!.Value == "BlurDetection").Attribute("version")!.Value);
    }

    [Fact]
    public void VideoPackageBringsTheSameVersionOfTheLibraryAndNoFfmpeg()
    {
        var (names, metadata) = Open("BlurDetection.Video");
        Assert.Contains("lib/net10.0/BlurDetection.Video.xml", names);
        Assert.True(File.Exists(Path.ChangeExtension(PathOf("BlurDetection.Video"), ".snupkg")));
        Assert.DoesNotContain(names, name => name.Contains("ffmpeg", StringComparison.OrdinalIgnoreCase));
        Assert.Equal($"[{feed.Version}]", metadata.Descendants(metadata.Name.Namespace + "dependency")
            .Single(d => d.Attribute("id")!.Value == "BlurDetection").Attribute("version")!.Value);
    }

    [Fact]
    public async Task ConsoleIsInstalledAsAToolAndClassifiesAPicture()
    {
        var (names, _) = Open("BlurDetection.Cli");
        Assert.DoesNotContain(names, name => name.Contains("libtorch", StringComparison.Ordinal)
            || name.Contains("android", StringComparison.Ordinal));

        var tools = Path.Combine(_folder.Root, "tools");
        File.WriteAllText(Path.Combine(_folder.Root, "nuget.config"), "<configuration />");
        await DotnetCommand.RunAsync(
            _folder.Root, "tool", "install", "BlurDetection.Cli", "--tool-path", tools, "--add-source", feed.Folder, "--version",
            feed.Version);
        var picture = _folder.Add("image.jpg", Images.Sharp(700, 500));
        var output = await DotnetCommand.RunToolAsync(_folder.Root, Path.Combine(tools, "blur"), "classify", picture, "--json");

        using var classifier = BlurClassifier.CreateDefault();
        var said = JsonDocument.Parse(output.Trim().Split('\n')[0]).RootElement;
        Assert.Equal(classifier.Classify(picture).Verdict.ToString(), said.GetProperty("verdict").GetString(), ignoreCase: true);
    }

    private string PathOf(string id) => Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg");

    /// <summary>What every package of this repository carries is asserted here.</summary>
    private (IReadOnlyList<string> Names, XElement Metadata) Open(string id)
    {
        using var package = ZipFile.OpenRead(PathOf(id));
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);
        CheckBillOfMaterials(package, id);
        using var nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Value(string name) => metadata.Element(metadata.Name.Namespace + name)!.Value;
        Assert.Equal(("MIT", feed.Version, "README.md", "icon.png"), (Value("license"), Value("version"), Value("readme"), Value("icon")));
        return (names, metadata);
    }

    private void CheckBillOfMaterials(ZipArchive package, string id)
    {
        using var bill = JsonDocument.Parse(package.GetEntry("sbom/bom.cdx.json")!.Open());
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        Assert.Equal((id, feed.Version), (Text(bill.RootElement.GetProperty("metadata").GetProperty("component"), "name"),
            Text(bill.RootElement.GetProperty("metadata").GetProperty("component"), "version")));
        var components = bill.RootElement.GetProperty("components").EnumerateArray()
            .ToDictionary(c => Text(c, "name"), c => Text(c, "version"));
        var pinned = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value);
        foreach (string needed in new[] { "SkiaSharp", "Microsoft.ML.OnnxRuntime", "Google.Protobuf" })
            Assert.Equal(pinned[needed], components[needed]);

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    private static List<string> Dependencies(XElement metadata) =>
        [.. metadata.Descendants(metadata.Name.Namespace + "dependency").Select(dependency => dependency.Attribute("id")!.Value)];
}
