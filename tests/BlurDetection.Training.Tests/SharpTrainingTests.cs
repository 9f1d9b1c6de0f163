using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Losses;

namespace BlurDetection.Training.Tests;

[Trait("Category", "Slow")]
public sealed class SharpTrainingTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly string _sharp;

    public SharpTrainingTests()
    {
        foreach (string inside in new[] { "sharp/set", "few" }) Directory.CreateDirectory(Path.Combine(_folder.Root, inside));
        for (int seed = 0; seed < 24; seed++) _folder.Add($"sharp/set/{seed}.png", RenderedImages.Png(360, 280, seed));
        _sharp = Path.Combine(_folder.Root, "sharp");
    }

    public void Dispose() => _folder.Dispose();

    private SharpTrainingOptions Options(int epochs, bool resume = false) => new()
    {
        SharpFolder = _sharp,
        OutputFolder = Path.Combine(_folder.Root, "run"),
        Resume = resume,
        Threads = 1,
        Recipe = TrainingRecipe.DefaultOnSharp with
        {
            Synthesis = new SynthesisSource
            {
                ImagesPerEpoch = 12,
                ValidationImages = 4,
                Sizes = [new(96, 64, 1), new(64, 96, 1)],
                RenderedShare = 0.5,
            },
            Schedule = TrainingRecipe.DefaultOnSharp.Schedule with { Epochs = epochs, BatchSize = 4, Restarts = [] },
        },
    };

    [Fact]
    public void EveryOutputOfTheDefaultNetworkIsTaughtAndAMirroredImageGetsTheSameAnswer()
    {
        SharpTrainingResult result = BlurTrainer.TrainOnSharp(Options(epochs: 2));

        Assert.All(new[] { "map", "directions", "strength", "kind", "evidence" }, output =>
            Assert.All(result.Fit.History, epoch =>
                Assert.True(double.IsFinite(epoch.Logs[LogNames.LossOf(output)]) && epoch.Logs[LogNames.LossOf(output)] > 0, output)));
        using var classifier = BlurClassifier.Load(result.ZipPath);
        Assert.True(classifier.Model is { HasMap: true, HasDirections: true, HasKind: true, HasStrength: true, HasEvidence: true });
        BlurPrediction upright = classifier.Classify(Grey(mirrored: false)), mirrored = classifier.Classify(Grey(mirrored: true));
        // Rounding alone: sums of 32-bit floats in another order.
        Assert.Equal(upright.Probability, mirrored.Probability, 1e-4);
        Assert.Equal(upright.Map!.Width, mirrored.Map!.Width);
    }

    [Fact]
    public void ARunThatWasStoppedGoesOnToTheSameWeightsAverageIncluded()
    {
        BlurTrainer.TrainOnSharp(Options(epochs: 2));
        byte[] whole = File.ReadAllBytes(Path.Combine(_folder.Root, "run", "model.onnx"));
        Directory.Delete(Path.Combine(_folder.Root, "run"), recursive: true);

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            BlurTrainer.TrainOnSharp(Options(epochs: 2), new StopAfter(1, stop), stop.Token));
        SharpTrainingResult resumed = BlurTrainer.TrainOnSharp(Options(epochs: 2, resume: true));

        Assert.Equal(2, resumed.Fit.ResumedAt);
        Assert.Equal(whole, File.ReadAllBytes(resumed.OnnxPath));
    }

    [Fact]
    public void SoFewSharpImagesThatNoneIsHeldOutAreRefused()
    {
        string few = Path.GetDirectoryName(_folder.Add("few/0.png", RenderedImages.Png(200, 160, FirstTrained())))!;
        SharpTrainingOptions options = Options(epochs: 1);
        options.SharpFolder = few;

        Assert.Contains("add more", Assert.Throws<TrainingDataException>(() => BlurTrainer.TrainOnSharp(options)).Message);
    }

    [Fact]
    public void ALossForAnOutputThatTheNetworkDoesNotHaveIsRefusedBeforeAnyWork()
    {
        SharpTrainingOptions options = Options(epochs: 1);
        options.Recipe = options.Recipe with { Losses = new Dictionary<string, OutputLoss> { ["colour"] = OutputLoss.Huber } };

        Assert.Contains("'colour'", Assert.Throws<InvalidRecipeException>(() => BlurTrainer.TrainOnSharp(options)).Message);
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "run")));
    }

    private static PixelBuffer Grey(bool mirrored)
    {
        const int width = 320, height = 256;
        byte[] pixels = new byte[width * height];
        var random = new Random(99);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                pixels[y * width + (mirrored ? width - 1 - x : x)] = (byte)((x / 13 + y / 17) % 2 * 120 + random.Next(100));
        return new PixelBuffer(pixels, PixelFormat.Gray8, width, height);
    }

    // Some rendered image whose content is not held out.
    private static int FirstTrained() => Enumerable.Range(0, 100).First(seed =>
        Convert.ToInt32(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(RenderedImages.Png(200, 160, seed)))[..6],
            16) % 16 != 0);

    private sealed class StopAfter(int epoch, CancellationTokenSource stop) : IProgress<BlurTrainingStatus>
    {
        public void Report(BlurTrainingStatus value)
        {
            if (value.Training is { } training && training.Epoch > epoch) stop.Cancel();
        }
    }
}
