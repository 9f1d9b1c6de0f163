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
    public void A_prediction_prints_itself_in_one_line()
    {
        Assert.Equal("Blurred (Motion), probability 0.970, strength 2.3, 1200x800", Soft.ToString());
        Assert.Equal("Blurred (Motion), probability 0.970, strength 2.3, 12 px wide at 30 degrees, 1200x800",
            (Soft with { BlurWidth = 12.4, MotionAngle = 29.6 }).ToString());
        BlurPrediction dark = Soft with { Verdict = BlurVerdict.Indeterminate, Reason = IndeterminateReason.TooDark };
        Assert.Equal("Indeterminate (TooDark), 1200x800", dark.ToString());
    }

    [Fact]
    public void A_prediction_is_written_as_JSON_with_names_and_without_its_map()
    {
        string json = JsonSerializer.Serialize(Soft);
        Assert.Contains("\"Verdict\":\"Blurred\"", json, StringComparison.Ordinal);
        Assert.Contains("\"Kind\":\"Motion\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Map\"", json, StringComparison.Ordinal);
        Assert.Equal(BlurVerdict.Blurred, JsonSerializer.Deserialize<BlurPrediction>(json)!.Verdict);
        Assert.Contains("\"Probability\":[0]", JsonSerializer.Serialize(Soft.Map), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_prints_its_name_format_and_threshold()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Assert.Equal($"{classifier.Model.Name} (Native, threshold 0.6)", classifier.Model.ToString());
    }

    [Fact]
    public void A_stream_that_was_read_before_is_told_apart_from_an_empty_one()
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
    public async Task The_short_question_can_be_asked_asynchronously_of_a_path_and_of_a_stream()
    {
        using var folder = new ImageFolder();
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        Assert.True(await classifier.IsBlurryAsync(folder.Add("soft.jpg", Images.Blurred())));
        Assert.False(await classifier.IsBlurryAsync(new MemoryStream(Images.Sharp())));
    }

    [Fact]
    public void Options_out_of_range_are_all_listed_under_the_name_of_the_parameter()
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
    public async Task Results_of_many_images_tell_how_long_the_work_took()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        ImageSource[] sources = [ImageSource.FromBytes(Images.Sharp()), ImageSource.FromBytes("text"u8.ToArray())];
        await foreach (ClassificationResult result in classifier.ClassifyManyAsync(sources)) Assert.True(result.Elapsed > TimeSpan.Zero);
    }
}
