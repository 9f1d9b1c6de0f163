using System.Text.Json;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

public sealed class PredictionTextTests
{
    private static readonly BlurPrediction Soft = new()
    {
        Verdict = BlurVerdict.Blurred, Probability = 0.97, Threshold = 0.5, Kind = BlurKind.Motion, Strength = 2.34, Width = 1200,
        Height = 800,
        Map = new BlurMap(1, 1, new float[1], new float[1]),
    };

    [Fact]
    public void APredictionPrintsItselfInOneLine()
    {
        Assert.Equal("Blurred (Motion), probability 0.970, strength 2.3, 1200x800", Soft.ToString());
        Assert.Equal("Blurred (Motion), probability 0.970, strength 2.3, 12 px wide at 30 degrees, 1200x800",
            (Soft with { BlurWidth = 12.4, MotionAngle = 29.6 }).ToString());
        BlurPrediction dark = Soft with { Verdict = BlurVerdict.Indeterminate, Reason = IndeterminateReason.TooDark };
        Assert.Equal("Indeterminate (TooDark), 1200x800", dark.ToString());
    }

    [Fact]
    public void APredictionIsWrittenAsJSONWithNamesAndWithoutItsMap()
    {
        string json = JsonSerializer.Serialize(Soft);
        Assert.Contains("\"Verdict\":\"Blurred\"", json, StringComparison.Ordinal);
        Assert.Contains("\"Kind\":\"Motion\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Map\"", json, StringComparison.Ordinal);
        Assert.Equal(BlurVerdict.Blurred, JsonSerializer.Deserialize<BlurPrediction>(json)!.Verdict);
        Assert.Contains("\"Probability\":[0]", JsonSerializer.Serialize(Soft.Map), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelPrintsItsNameFormatAndThreshold()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Assert.Equal($"{classifier.Model.Name} (Native, threshold 0.6)", classifier.Model.ToString());
    }

    [Fact]
    public void AStreamThatWasReadBeforeIsToldApartFromAnEmptyOne()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        using var stream = new MemoryStream(Images.Sharp());
        classifier.Classify(stream);
        Assert.Contains("Position = 0", Assert.Throws<UnsupportedImageException>(() => classifier.Classify(stream)).Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Position", Assert.Throws<UnsupportedImageException>(() => classifier.Classify(new MemoryStream())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheShortQuestionCanBeAskedAsynchronouslyOfAPathAndOfAStream()
    {
        using var folder = new ImageFolder();
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Assert.True(await classifier.IsBlurryAsync(folder.Add("soft.jpg", Images.Blurred())));
        Assert.False(await classifier.IsBlurryAsync(new MemoryStream(Images.Sharp())));
    }

    [Fact]
    public void OptionsOutOfRangeAreAllListedUnderTheNameOfTheParameter()
    {
        var options = new BlurClassifierOptions
        {
            Threshold = 7,
            Threads = 0,
            Decoding = new ImageDecoderOptions { MaxPixels = 0, Range = { LowPercentile = -1 } },
        };
        var error = Assert.Throws<ArgumentException>(() => BlurClassifier.CreateDefault(options));
        Assert.Equal("options", error.ParamName);
        Assert.All(["Threshold", "Threads", "MaxPixels", "LowPercentile"],
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        var foreign = new OnnxModelOptions { Mean = [0, 0, 0, 0], Threshold = 2 };
        Assert.Contains("Threshold", Assert.Throws<ArgumentException>(() => BlurClassifier.Load("any.onnx", foreign)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResultsOfManyImagesTellHowLongTheWorkTook()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        ImageSource[] sources = [ImageSource.FromBytes(Images.Sharp()), ImageSource.FromBytes("text"u8.ToArray())];
        await foreach (ClassificationResult result in classifier.ClassifyManyAsync(sources)) Assert.True(result.Elapsed > TimeSpan.Zero);
    }
}
