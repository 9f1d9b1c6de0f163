using System.Globalization;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>The figures of the front page are those that were measured last.</summary>
public sealed class FrontPageFiguresTests
{
    private static readonly string FrontPage = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static readonly Dictionary<string, double> Measured =
        File.ReadLines(Path.Combine(Repository.Root, "results", "default-model.csv")).Skip(1)
        .ToDictionary(line => line[..line.LastIndexOf(',')],
            line => double.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("302 photographs: ROC AUC", "photos", "ROC AUC", "variance of the Laplacian: ROC AUC")]
    [InlineData("the same: balanced accuracy", "photos", "balanced accuracy", "variance of the Laplacian: balanced accuracy at 100")]
    [InlineData("265 of them beyond doubt: balanced accuracy", "photos, confidence high", "balanced accuracy", null)]
    [InlineData("60 images blurred in part by motion: pixel ROC AUC of the map", "masks, motion", "pixel AUC",
        "local Laplacian energy: pixel AUC")]
    public void FiguresOfTheFrontPageAreThoseOfTheResults(string what, string set, string figure, string? peer)
    {
        string Value(string name) => Measured[$"\"{set}\",\"{name}\""].ToString("0.000", CultureInfo.InvariantCulture);
        string low = $"{figure}, 95 % from",
            interval = Measured.ContainsKey($"\"{set}\",\"{low}\"") ? $" ({Value(low)} to {Value($"{figure}, 95 % to")})" : "";

        Assert.Contains($"| {what} | {Value(figure)}{interval} | {(peer is null ? "" : Value(peer) + " ")}|", FrontPage);
    }

    [Theory]
    [InlineData("photographs: ROC AUC", "photos")]
    [InlineData("of them beyond doubt", "photos, confidence high")]
    public void CountsOfTheFrontPageAreThoseOfTheResults(string what, string set) =>
        Assert.Contains($"| {Measured[$"\"{set}\",\"pictures\""]} {what}", FrontPage);

    [Fact]
    public void ProbabilitiesOfTheFrontPageAreThoseOfTheSampleImages()
    {
        const double otherProcessors = 0.002; // sums of floats are rounded in other orders there
        string images = Path.Combine(Repository.Root, "samples", "images");
        using var classifier = BlurClassifier.CreateDefault();
        const string pattern = @"^(?<verdict>\w+) +(?<probability>[01]\.\d{3})  (?<file>\S+)$";
        var lines = Regex.Matches(FrontPage, pattern, RegexOptions.Multiline).ToList();
        Assert.Equal(3, lines.Count);
        foreach (Match line in lines)
        {
            BlurPrediction prediction = classifier.Classify(Path.Combine(images, line.Groups["file"].Value));
            Assert.Equal(line.Groups["verdict"].Value, prediction.Verdict.ToString());
            AssertProbability(line, prediction);
        }
        AssertProbability(Regex.Match(FrontPage, @"// Blurred, probability (?<probability>[01]\.\d{3}), strength 3\.4, 640x800"),
            classifier.Classify(Path.Combine(images, "portrait-shaken.jpg")));

        static void AssertProbability(Match line, BlurPrediction prediction) => Assert.InRange(prediction.Probability,
            double.Parse(line.Groups["probability"].Value, CultureInfo.InvariantCulture) - otherProcessors,
            double.Parse(line.Groups["probability"].Value, CultureInfo.InvariantCulture) + otherProcessors);
    }

    [Fact]
    public void MillisecondsOfTheFrontPageAreThoseOfTheResults()
    {
        string row = File.ReadLines(Path.Combine(Repository.Root, "results", "performance.md"))
            .First(line => line.StartsWith("| 12 MP JPEG, to OpenCV full grey", StringComparison.Ordinal));
        double[] medians = [.. row.Split('|')[5].Split('/').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

        Assert.Contains($"| {medians[0]:0} ms | {medians[1]:0} ms (OpenCV) |", FrontPage);
    }
}
