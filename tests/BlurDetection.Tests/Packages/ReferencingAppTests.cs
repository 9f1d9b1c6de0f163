using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>Apps outside the repository, without its pinned versions, that train.</summary>
[Collection(nameof(PackedFeed))]
public sealed class ReferencingAppTests(PackedFeed feed)
{
    private const string Program = """
        using BlurDetection;
        using BlurDetection.Imaging;
        using BlurDetection.Synthesis;
        using BlurDetection.Synthesis.Scenes;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        string images = args[0];
        using DecodedImage sharp = ImageDecoder.DecodeFile(Directory.GetFiles(args[1])[0], Preprocessing.Default);
        SynthesizedImage degraded = new BlurSynthesizer().Synthesize(
            (width, height) => SceneSampler.Sample(new Random(1), sharp.Pixels, width, height), 96, 72, seed: 1);
        if (degraded.Image.Width != 96) throw new InvalidOperationException("The size is another.");

        var context = new MLContext(seed: 1);
        var rows = File.ReadLines(Path.Combine(images, "metadata.csv")).Skip(1).Select(line => line.Split(','))
            .Select(row => new { ImagePath = Path.Combine(images, row[0]), Label = row[1] == "0" }).ToList();
        IDataView table = context.Data.LoadFromEnumerable(rows);
        context.Model.Save(context.BinaryClassification.Trainers.BlurCnn(epochs: 1).Fit(table), null, "blur.zip");

        double pipeline = context.Model.Load("blur.zip", out _).Transform(table).GetColumn<float>("Probability").First();
        using var classifier = BlurClassifier.Load("blur.zip");
        double alone = classifier.Classify(rows[0].ImagePath).Probability;
        Console.WriteLine(Math.Abs(pipeline - alone) < 1e-4 && alone is > 0 and < 1 ? "trained" : $"{pipeline} is not {alone}");
        """;

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AppThatReferencesTrainingBySourceOrPackageDegradesTrainsSavesLoadsAndPredicts(bool bySource)
    {
        using var folder = new ImageFolder();
        feed.WriteSettings(folder.Root);
        string training = Path.Combine(Repository.Root, "src", "BlurDetection.Training", "BlurDetection.Training.csproj");
        string reference = bySource
            ? $"""<ProjectReference Include="{training}" />"""
            : $"""<PackageReference Include="BlurDetection.Training" Version="{feed.Version}" />""";
        string project = OutsideApp.Project("Microsoft.NET.Sdk", "", reference + OutsideApp.LibTorch);
        File.WriteAllText(Path.Combine(folder.Root, "app.csproj"), project);
        File.WriteAllText(Path.Combine(folder.Root, "Program.cs"), Program);
        string sharp = Directory.CreateDirectory(Path.Combine(folder.Root, "sharp")).FullName;
        for (int i = 0; i < 3; i++) File.WriteAllBytes(Path.Combine(sharp, $"{i}.jpg"), Images.Sharp(160, 120, i));

        string built = await DotnetCommand.RunAsync(folder.Root, "build", "-c", Repository.Configuration, "-nologo");
        Assert.DoesNotContain("warning", built);
        string app = Path.Combine("bin", Repository.Configuration, "net10.0", "app.dll");
        string said = await DotnetCommand.RunAsync(folder.Root, app, Path.Combine(Repository.Root, "samples", "images"), sharp);
        Assert.Equal("trained", said.Trim().Split('\n')[^1]);
    }
}
