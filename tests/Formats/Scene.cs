using SkiaSharp;

namespace BlurDetection.Tests.Support;

/// <summary>Two of the repository's drawn scenes as PNG, and what the default model says of them.</summary>
internal sealed class Scene : IDisposable
{
    /// <summary>What a format may move the probability by: the bound that the project sets for one scene in every format.</summary>
    public const double Tolerance = 0.02;

    private readonly ImageFolder _folder = new();

    public static IReadOnlyList<string> Names { get; } = ["street-sharp", "street-shaken"];

    public string PathOf(string name) => Path.Combine(_folder.Root, name);

    /// <summary>The scene as 8-bit PNG.</summary>
    public string Png(string name)
    {
        var path = PathOf($"{name}.png");
        using var bitmap = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "images", $"{name}.jpg"));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }

    /// <summary>Asserts that both scenes get, in a file that another program wrote, the verdict of their PNGs.</summary>
    /// <param name="classifier">Classifies both.</param>
    /// <param name="command">One command line, or several with && between them; {0} is the PNG, {1} the file.</param>
    /// <param name="ending">The file's ending.</param>
    /// <param name="more">Further assertions.</param>
    public void AssertSameVerdict(IBlurClassifier classifier, string command, string ending, Action<BlurPrediction>? more = null)
    {
        foreach (var name in Names)
        {
            var (png, path) = (Png(name), PathOf($"{name}.{ending}"));
            foreach (var each in command.Split("&&")) OtherProgram.Run(each, png, path);
            var (expected, actual) = (classifier.Classify(png), classifier.Classify(path));
            Assert.Equal(expected.Verdict, actual.Verdict);
            Assert.Equal(expected.Probability, actual.Probability, Tolerance);
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            more?.Invoke(actual);
        }
    }

    public void Dispose() => _folder.Dispose();
}
