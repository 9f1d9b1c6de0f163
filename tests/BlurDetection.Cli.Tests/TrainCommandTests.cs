using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Tests.Callbacks;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using Microsoft.ML;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class TrainCommandTests : IDisposable
{
    private readonly LabelledImages _pictures = new(scenes: 10);

    public void Dispose() => _pictures.Dispose();

    private Task<Blur.Result> TrainAsync(params string[] more) =>
        Blur.RunAsync(["train", "--images", _pictures.Images, "--labels", _pictures.Labels, "--out", _pictures.Out,
            .. more.Contains("--folds") ? more : ["--folds", "0", .. more]]);

    [Fact]
    public async Task TrainingTellsOfEpochsOnStandardErrorAndOfTheModelOnStandardOutput()
    {
        Blur.Result result = await TrainAsync("--layers", _pictures.Layers, "--epochs", "2", "--threads", "1", "--validation", "0.3");
        Assert.Equal((0, 0), (result.Code, result.Output.Split('\n').Count(line => line.StartsWith("Epoch", StringComparison.Ordinal))));
        Assert.Contains("Epoch 2/2", result.Error);
        Assert.Contains("val_accuracy", result.Error);
        Assert.Contains(Path.Combine(_pictures.Out, "model.zip"), result.Output);

        Blur.Result classified = await Blur.RunAsync("classify", Path.Combine(_pictures.Images, "1.jpg"), "--model",
            Path.Combine(_pictures.Out, "model.zip"), "--json");
        Assert.Equal(0, classified.Code);
        using PredictionEngine<PictureRow, BlurDetectionOutput> engine = LoadInMlNet(Path.Combine(_pictures.Out, "model.zip"));
        float probability = engine.Predict(new PictureRow { ImagePath = Path.Combine(_pictures.Images, "1.jpg") }).Probability;
        Assert.Equal(classified.Json[0].GetProperty("probability").GetDouble(), probability, 1e-4);
        Assert.Contains("blur train --images", File.ReadAllText(Path.Combine(_pictures.Out, "report.html")));
    }

    public sealed class PictureRow
    {
        public string ImagePath { get; set; } = "";
    }

    private static PredictionEngine<PictureRow, BlurDetectionOutput> LoadInMlNet(string zip)
    {
        var context = new MLContext();
        return context.Model.CreatePredictionEngine<PictureRow, BlurDetectionOutput>(context.Model.Load(zip, out _));
    }

    [Fact]
    public async Task ARandomSplitsClaimIsMeasuredBesideTheHonestFigure()
    {
        for (int i = 0; i < 10; i++)
        {
            _pictures.Folder.Add($"copy{i}.jpg", File.ReadAllBytes(Path.Combine(_pictures.Images, $"{i}.jpg")));
            File.AppendAllText(_pictures.Labels, $"copy{i}.jpg,{i % 2}\n");
        }
        Blur.Result result = await TrainAsync("--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--validation", "0.3",
            "--measure-random-split");
        Assert.Equal(0, result.Code);
        Assert.Contains("Training on a random split", result.Error);
        Assert.Contains("so few that one more mistake is", result.Output);
        Assert.Matches(@"a random split would claim +[0-9.]+ % \([0-9] of 6\), measured", result.Output);
        Assert.Matches(@"it would leak +[1-9] of 6", result.Output);
        string page = File.ReadAllText(Path.Combine(_pictures.Out, "report.html"));
        Assert.Contains("Random split, measured", page);
        Assert.Matches("A random split would leak: of 6 validation images drawn at random, [1-9]", page);
    }

    [SkippableFact]
    public async Task AFolderThatCannotBeWrittenAndAFullDiskEndWithTwoAndTheirNames()
    {
        Blur.Result unwritable = await Blur.RunAsync("train", "--images", _pictures.Images, "--labels", _pictures.Labels, "--layers",
            _pictures.Layers, "--out", Path.Combine(_pictures.Labels, "here"));
        Assert.Equal(2, unwritable.Code);
        Assert.Contains(Path.Combine(_pictures.Labels, "here"), unwritable.Error);

        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        Directory.CreateDirectory(Path.Combine(_pictures.Out, "cnn_model"));
        File.CreateSymbolicLink(Path.Combine(_pictures.Out, "cnn_model", "last.safetensors.tmp"), "/dev/full");
        Blur.Result full =
            await TrainAsync("--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--validation", "0.3", "--force");
        Assert.Equal(2, full.Code);
        Assert.Contains("last.safetensors could not be written: No space left on device", full.Error);
        Assert.DoesNotContain("Unexpected", full.Error);
    }

    [Fact]
    public async Task QuietJsonIsOneObjectAndNothingElse()
    {
        Blur.Result result =
            await TrainAsync("--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--validation", "0.3", "--quiet", "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(1, Assert.Single(result.Json).GetProperty("epochs").GetInt32());
        Assert.True(result.Json[0].GetProperty("validation").TryGetProperty("roc_auc", out _));
    }

    [Fact]
    public async Task FoldsAreToldWhileTheyAreTrainedAndCountedInTheSummary()
    {
        string[] train = ["--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--folds", "2"];
        Blur.Result result = await TrainAsync(train);
        Assert.Equal(0, result.Code);
        Assert.Contains("Cross-validating, training 2 of 2 ...", result.Error);
        // that of the model that is kept
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith("Epoch", StringComparison.Ordinal));
        Assert.Matches(@"cross-validation +2 folds by group, 3 trainings in all", result.Output);
        Assert.Matches(@"images out of fold \(different\) +10 \(10\)", result.Output);
        Assert.Matches(@"accuracy out of fold +[0-9.]+ % \(\d+ of 10\)", result.Output);

        Blur.Result json = await TrainAsync([.. train, "--json", "--quiet", "--force"]);
        Assert.Equal(3, json.Json[0].GetProperty("cross_validation").GetProperty("trainings").GetInt32());
        Assert.Equal(10, json.Json[0].GetProperty("cross_validation").GetProperty("out_of_fold").GetProperty("images").GetInt32());
    }

    [Theory]
    [InlineData("--layers and --from", "--from", "default", "--layers", "x.json")]
    [InlineData("no preset 'keras'", "--preset", "keras")]
    [InlineData("nowhere.json", "--layers", "nowhere.json")]
    [InlineData("nowhere.zip", "--from", "nowhere.zip")]
    [InlineData("at least 1", "--epochs", "0")]
    [InlineData("--folds is 0 or at least 2", "--folds", "1")]
    public async Task AMistakeIsNamedAndEndsWithTwo(string says, params string[] more)
    {
        Blur.Result result = await TrainAsync(more);
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains(says, result.Error);
        Assert.DoesNotContain("Unexpected", result.Error);
    }

    [Fact]
    public async Task ARunThatIsThereIsReplacedWithForceAloneAndGoneOnWithByResume()
    {
        string[] train = ["--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--validation", "0.3", "--quiet"];
        Directory.CreateDirectory(_pictures.Out);
        File.WriteAllText(Path.Combine(_pictures.Out, "notes.txt"), "a folder with other files is free");
        Assert.Equal(0, (await TrainAsync(train)).Code);
        byte[] model = File.ReadAllBytes(Path.Combine(_pictures.Out, "model.onnx"));

        Blur.Result refused = await TrainAsync([.. train, "--seed", "7"]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("'" + Path.Combine(_pictures.Out, "model.onnx") + "' is there already", refused.Error);
        Assert.Contains("--resume", refused.Error);
        Assert.Equal(model, File.ReadAllBytes(Path.Combine(_pictures.Out, "model.onnx")));

        Assert.Equal(0, (await TrainAsync([.. train, "--resume"])).Code);
        Assert.Equal(0, (await TrainAsync([.. train, "--seed", "7", "--force"])).Code);
        Assert.NotEqual(model, File.ReadAllBytes(Path.Combine(_pictures.Out, "model.onnx")));
    }

    [SkippableFact]
    public async Task ADeviceThatIsNotThereIsSaidBeforeAnyWork()
    {
        LibTorch.EnsureLoaded();
        Skip.If(TorchSharp.torch.cuda.is_available(), "There is a CUDA device here.");
        Blur.Result result = await TrainAsync("--layers", _pictures.Layers, "--device", "cuda");
        Assert.Equal((2, ""), (result.Code, result.Output));
        Assert.Contains("no CUDA device", Assert.Single(result.Error.Trim().Split('\n')));
        Assert.False(Directory.Exists(_pictures.Out));
        Assert.Contains("--device is cpu or cuda, not 'gpu'", (await TrainAsync("--device", "gpu")).Error);
    }

    [Fact]
    public async Task TensorBoardEventsAreWrittenWhereTheyAreAskedFor()
    {
        Assert.Equal(0, (await TrainAsync("--layers", _pictures.Layers, "--epochs", "2", "--threads", "1", "--validation", "0.3",
            "--tensorboard", "--quiet")).Code);
        string events = Assert.Single(Directory.GetFiles(Path.Combine(_pictures.Out, "logs")));
        Assert.Equal([1, 2], TensorBoardEvents.Read(events).Where(e => e.Tag == "val_accuracy").Select(e => e.Step));
    }

    [Fact]
    public async Task SharpImagesAreShownInGreyToANetworkThatTakesColours()
    {
        string sharp = Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp")).FullName;
        for (int seed = 0; seed < 3; seed++) _pictures.Folder.Add(Path.Combine("sharp", $"{seed}.jpg"), Images.Sharp(160, 120, seed));
        string layers = _pictures.Folder.Add("colours.json", System.Text.Encoding.UTF8
            .GetBytes(NetworkJson.Write(new Network("colours", new NetworkInput(3, 32, 32), LabelledImages.Network.Layers))));
        Blur.Result result =
            await TrainAsync("--layers", layers, "--epochs", "1", "--threads", "1", "--validation", "0.3", "--sharp", sharp);
        Assert.True(result.Code == 0, result.Error);
    }

    [Theory]
    [InlineData("torn.jpg", "torn.jpg")]
    [InlineData("notes.txt", "holds no image")]
    public async Task SharpPicturesThatCannotBeUsedAreNamed(string file, string says)
    {
        string sharp = Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp")).FullName;
        _pictures.Folder.Add(Path.Combine("sharp", file), "no image"u8.ToArray());
        Blur.Result result =
            await TrainAsync("--layers", _pictures.Layers, "--epochs", "1", "--threads", "1", "--validation", "0.3", "--sharp", sharp);
        Assert.Equal((3, ""), (result.Code, result.Output));
        Assert.Contains(sharp, result.Error);
        Assert.Contains(says, result.Error);
        Assert.DoesNotContain("Unexpected", result.Error);
    }

    [Fact]
    public async Task StrictStopsAtTheFirstBadRow()
    {
        File.AppendAllText(_pictures.Labels, "lost.jpg,1\n");
        Blur.Result result = await TrainAsync("--strict");
        Assert.Equal(3, result.Code);
        Assert.Contains("row 12", result.Error);
    }

    [Fact]
    public async Task CalibrationWritesAModelWithItsTable()
    {
        string model = _pictures.Folder.AddModel(), to = Path.Combine(_pictures.Images, "mine.zip");
        Blur.Result result =
            await Blur.RunAsync("calibrate", "--images", _pictures.Images, "--labels", _pictures.Labels, "--model", model, "--out", to);
        Assert.Equal(0, result.Code);
        foreach (string word in new[] { "before", "low", "medium", "high", to }) Assert.Contains(word, result.Output);
        using BlurClassifier calibrated = BlurClassifier.Load(to);
        Assert.Equal(3, calibrated.Model.Sensitivities.Count);

        string[] sharp =
            ["calibrate", "--sharp", _pictures.Images, "--model", model, "--false-alarms", "0.1", "--json", "--quiet", "--out"];
        string other = Path.Combine(_pictures.Images, "other.zip");
        Blur.Result refused = await Blur.RunAsync([.. sharp, other]); // half of these pictures are blurred
        Assert.Equal(2, refused.Code);
        Assert.Contains("look blurred", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(other));
        Blur.Result json = await Blur.RunAsync([.. sharp, to, "--force"]);
        Assert.Equal(0, json.Json[0].GetProperty("result").GetProperty("blur").GetInt32());
        Assert.Equal(2, (await Blur.RunAsync("calibrate", "--model", model, "--out", to)).Code);
    }
}
