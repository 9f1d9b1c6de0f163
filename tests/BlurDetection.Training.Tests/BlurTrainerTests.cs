using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Reporting;
using SkiaSharp;

namespace BlurDetection.Training.Tests;

public sealed partial class BlurTrainerTests
{
    private static BlurTrainingOptions Options(LabelledImages pictures, int epochs = 2) => new()
    {
        ImagesFolder = pictures.Images,
        LabelsPath = pictures.Labels,
        OutputFolder = pictures.Out,
        Recipe = Epochs(TrainingRecipe.For(LabelledImages.Network), epochs),
        Threads = 1,
        Folds = 0,
        Split = { ValidationFraction = 0.34 },
    };

    private static TrainingRecipe Epochs(TrainingRecipe recipe, int epochs) =>
        recipe with { Schedule = recipe.Schedule with { Epochs = epochs } };

    [Fact]
    public void PicturesGoInAndAModelWithItsReportComesOut()
    {
        using var pictures = new LabelledImages(columns: "filename,label,blur_type", more: i => i % 4 == 0 ? ",motion" : ",");
        pictures.Folder.Add("copy.jpg", File.ReadAllBytes(Path.Combine(pictures.Images, "1.jpg")));
        File.AppendAllText(pictures.Labels, "copy.jpg,1,\nlost.jpg,1,\n");
        BlurTrainingOptions options = Options(pictures);
        options.MeasureRandomSplit = true;
        options.Folds = null;
        options.Command = "blur train <this & that>";
        List<BlurTrainingStatus> told = [];
        BlurTrainingResult result = BlurTrainer.Train(options, new Told(told));

        TrainingReport report = result.Report;
        Assert.Equal((2, 13, 0), (report.History.Count, report.Leak.Images, report.Leak.Leaked));
        Assert.NotNull(report.RandomSplit.MeasuredAccuracy);
        Assert.Contains("row 15", Assert.Single(report.Data.Problems).Message);
        Assert.NotNull(report.BestEpoch);
        Assert.Equal(Enum.GetValues<BlurTrainingStage>().Order(), told.Select(s => s.Stage).Distinct().Order());

        string picture = Path.Combine(pictures.Images, "0.jpg");
        using BlurClassifier onnx = BlurClassifier.Load(result.OnnxPath), zip = BlurClassifier.Load(result.ZipPath);
        Assert.Equal(onnx.Classify(picture).Probability, zip.Classify(picture).Probability, 1e-6);
        Assert.Equal(report.Data.DataHash, onnx.Model.DataHash);

        foreach (string file in new[] { "history.csv", "report.json", "augmentation.jpg", "cnn_model/best.onnx",
            "cnn_model/last.safetensors" })
            Assert.True(File.Exists(Path.Combine(pictures.Out, file)), file);
        var read = EvaluationJson.Read<TrainingReport>(File.ReadAllText(Path.Combine(pictures.Out, "report.json")));
        Assert.Equal(report.Validation.Results, read.Validation.Results);

        string page = File.ReadAllText(result.ReportPath);
        foreach (string words in new[] { "Accuracy", "Loss", "best: ", "Confusion matrix", "ROC", "Precision and recall", "Reliability",
            "Thresholds", "random split", "tiny", "TorchSharp", "&lt;this &amp; that&gt;" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Empty(Fetched().Matches(page)); // one file, no network
    }

    [Fact]
    public void AReportFromBeforeOutlivesARunThatCannotBegin()
    {
        using var pictures = new LabelledImages();
        string report = BlurTrainer.Train(Options(pictures, epochs: 1)).ReportPath, before = File.ReadAllText(report);
        BlurTrainingOptions options = Options(pictures);
        options.LabelsPath += ".typo";
        Assert.Throws<FileNotFoundException>(() => BlurTrainer.Train(options));
        Assert.Equal(before, File.ReadAllText(report));
        Assert.False(File.Exists(Path.Combine(pictures.Out, ".writable")));
    }

    [Fact]
    public void ANetworkTooLargeForMlNetIsRefusedBeforeItIsTrained()
    {
        using var pictures = new LabelledImages();
        BlurTrainingOptions options = Options(pictures);
        var large = new Network("large", new NetworkInput(3, 1280, 1280),
            [new GlobalAveragePooling2D(), new Dense(2) { Activation = ActivationFunction.Softmax }]);
        options.Recipe = TrainingRecipe.For(large);
        Assert.Contains("room", Assert.Throws<InvalidModelException>(() => BlurTrainer.Train(options)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(pictures.Out));
    }

    [Fact]
    public void PicturesThatMayBeTrainedOnMayBeClassified()
    {
        const int width = 10_100, height = 10_000;
        using var pictures = new LabelledImages(columns: "filename,label,split", more: i => i < 4 ? ",val" : ",train");
        using (var scan = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8)))
        {
            scan.Erase(SKColors.Gray);
            using SKData png = scan.Encode(SKEncodedImageFormat.Png, 100);
            pictures.Folder.Add("scan.png", png.ToArray());
        }
        File.AppendAllText(pictures.Labels, "scan.png,1,val\n");
        BlurTrainingOptions options = Options(pictures, epochs: 1);
        options.Dataset.Decoder = new ImageDecoderOptions { MaxPixels = width * height };
        EvaluationReport validation = BlurTrainer.Train(options).Report.Validation;
        Assert.Empty(validation.Problems);
        Assert.Contains("scan.png", validation.Results.Select(result => result.FileName));
    }

    [Fact]
    public void AReportIsTheSameInEveryCulture()
    {
        using var pictures = new LabelledImages();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = german;
            string page = File.ReadAllText(BlurTrainer.Train(Options(pictures, epochs: 1)).ReportPath);
            Assert.Contains("0.001 (Adam)", page, StringComparison.Ordinal);
            Assert.Matches(@"AUC \d\.\d{3}", page);
            Assert.Matches(@">0\.2</text>", page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AStoppedRunGoesOnWhereItStood()
    {
        using var pictures = new LabelledImages();
        double[] losses = [.. BlurTrainer.Train(Options(pictures, epochs: 3)).Report.History.Select(e => e.Loss)];
        Directory.Delete(pictures.Out, recursive: true);
        BlurTrainer.Train(Options(pictures, epochs: 2));
        BlurTrainingOptions options = Options(pictures, epochs: 3);
        options.Resume = true;
        TrainingReport resumed = BlurTrainer.Train(options).Report;
        Assert.Equal(3, resumed.ResumedAt);
        Assert.Equal(losses, resumed.History.Select(e => e.Loss));
    }

    [Fact]
    public void TestPicturesOfTheSplitColumnAreMeasuredApart()
    {
        using var pictures = new LabelledImages(columns: "filename,label,split", more: i => i < 2 ? ",test" : i < 6 ? ",val" : ",train");
        TrainingReport report = BlurTrainer.Train(Options(pictures, epochs: 1)).Report;
        Assert.Equal(["0.jpg", "1.jpg"], report.Test!.Results.Select(r => r.FileName));
        Assert.Equal(4, report.Validation.All.Images);
    }

    [Fact]
    public void TheEmbeddedModelIsFineTunedAndKeepsItsOtherOutputs()
    {
        using var pictures = new LabelledImages(scenes: 8);
        BlurTrainingOptions options = Options(pictures, epochs: 1);
        options.Recipe = Epochs(TrainingRecipe.FineTuning(), 1);
        using BlurClassifier before = BlurClassifier.CreateDefault(), after = BlurClassifier.Load(BlurTrainer.Train(options).ZipPath);
        Assert.True(after.Model.HasMap && after.Model.HasKind);
        Assert.Equal(before.Model.EvidenceThreshold, after.Model.EvidenceThreshold);
        string picture = Path.Combine(pictures.Images, "1.jpg");
        // The first epochs leave the stages alone; the embedded model runs its first layers in whole numbers (docs/decisions/0017).
        float[] was = before.Classify(picture).Map!.Probability.ToArray(), now = after.Classify(picture).Map!.Probability.ToArray();
        Assert.All(was.Zip(now), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    [Fact]
    public void OwnCallbacksAreCalledAndTheSheetIsThereBeforeTheFirstEpoch()
    {
        using var pictures = new LabelledImages();
        BlurTrainingOptions options = Options(pictures, epochs: 3);
        var sheets = new List<bool>();
        options.Callbacks =
        [
            new ReduceLROnPlateau(patience: 1, minDelta: 10, factor: 0.5), new ModelCheckpoint(Path.Combine(pictures.Out, "mine"),
                new ModelDescription { Name = "mine", Preprocessing = Preprocessing.Default }, "{epoch}_{val_accuracy:.1f}"),
            new LearningRateScheduler((_, rate) =>
                { sheets.Add(File.Exists(Path.Combine(pictures.Out, "augmentation.jpg"))); return rate; }),
        ];
        TrainingReport report = BlurTrainer.Train(options).Report;
        Assert.Equal([0.001, 0.001, 0.0005], report.History.Select(e => e.Logs[LogNames.LearningRate]));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(pictures.Out, "mine")).Length);
        Assert.Equal([true, true, true], sheets);
        Assert.Contains("Learning rate", File.ReadAllText(Path.Combine(pictures.Out, "report.html")));
    }

    [SkippableFact]
    public void AFullDiskStopsWithTheNameOfTheFileAndLeavesTheCheckpointUsable()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        using var pictures = new LabelledImages();
        BlurTrainer.Train(Options(pictures, epochs: 1));
        string history = Path.Combine(pictures.Out, "history.csv");
        File.CreateSymbolicLink(history + ".tmp", "/dev/full");
        BlurTrainingOptions options = Options(pictures, epochs: 3);
        options.Resume = true;
        IOException error = Assert.Throws<IOException>(() => BlurTrainer.Train(options));
        Assert.Contains("history.csv", error.Message);
        Assert.Contains("No space left", error.Message);
        Assert.Contains("Training did not end", File.ReadAllText(Path.Combine(pictures.Out, "report.html")));
        Assert.Equal(2, BlurTrainer.Train(options).Report.ResumedAt);
    }

    [Fact]
    public void ASecondRunIntoTheSameFolderIsRefusedWithTheProcessOfTheFirst()
    {
        using var pictures = new LabelledImages(scenes: 4);
        Directory.CreateDirectory(pictures.Out);
        using var first = BlurDetection.Evaluation.Files.FolderLock.Acquire(pictures.Out);
        IOException error = Assert.Throws<IOException>(() => BlurTrainer.Train(Options(pictures)));
        Assert.Contains($"another run (process {Environment.ProcessId})", error.Message);
    }

    [Fact]
    public void SynthesisedPicturesJoinTheLabelledOnes()
    {
        using var pictures = new LabelledImages(scenes: 8);
        Directory.CreateDirectory(Path.Combine(pictures.Images, "sharp"));
        for (int i = 0; i < 3; i++) pictures.Folder.Add($"sharp/{i}.png", Images.Sharp(160, 120, 100 + i));
        BlurTrainingOptions options = Options(pictures, epochs: 1);
        (options.SharpFolder, options.SynthesizedShare) = (Path.Combine(pictures.Images, "sharp"), 0.5);
        TrainingReport report = BlurTrainer.Train(options).Report;
        Assert.Contains("0.5", report.Settings["synthesised images"]);

        // A colour network is shown the same grey three times.
        options.Recipe = TrainingRecipe.Notebook with { Schedule = TrainingRecipe.Notebook.Schedule with { Epochs = 1 } };
        Assert.Contains("0.5", BlurTrainer.Train(options).Report.Settings["synthesised images"]);
    }

    [Fact]
    public void AnOutputFolderThatCannotBeWrittenIsNamedBeforeAnyWork()
    {
        using var pictures = new LabelledImages(scenes: 4);
        BlurTrainingOptions options = Options(pictures);
        options.OutputFolder = Path.Combine(pictures.Labels, "inside-a-file");
        Assert.Contains("inside-a-file", Assert.Throws<IOException>(() => BlurTrainer.Train(options)).Message);
    }

    [Fact]
    public void OptionsThatContradictEachOtherAreRefused()
    {
        using var pictures = new LabelledImages(scenes: 4);
        BlurTrainingOptions options = Options(pictures);
        options.Recipe = options.Recipe with { InitialModel = TrainingRecipe.EmbeddedModel };
        Assert.Throws<InvalidRecipeException>(() => BlurTrainer.Train(options));
    }

    [Fact]
    public void OptionsInsideTheOptionsAreHeldToTheirRangesBeforeAnyWork()
    {
        using var pictures = new LabelledImages(scenes: 4);
        BlurTrainingOptions options = Options(pictures);
        options.Dataset.NearDuplicates = new NearDuplicateOptions { MinCorrelation = 93 };
        Assert.Contains("MinCorrelation", Assert.Throws<ArgumentException>(() => BlurTrainer.Train(options)).Message);
        options = Options(pictures);
        options.Split.ValidationFraction = 2;
        Assert.Contains("ValidationFraction", Assert.Throws<ArgumentException>(() => BlurTrainer.Train(options)).Message);
        Assert.False(Directory.Exists(pictures.Out));
    }

    [GeneratedRegex("""(src|href|url\()\s*=?\s*["']?(https?:)?//|<script|<link|@import""")]
    private static partial Regex Fetched();

    private sealed class Told(List<BlurTrainingStatus> told) : IProgress<BlurTrainingStatus>
    {
        public void Report(BlurTrainingStatus value)
        {
            lock (told) told.Add(value);
        }
    }
}
