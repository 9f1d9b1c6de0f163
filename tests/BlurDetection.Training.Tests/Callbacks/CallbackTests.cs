using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Export;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Callbacks;

public sealed class CallbackTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callbacks-").FullName;
    private readonly NetworkModule module = new(StripedImages.Network());

    public void Dispose()
    {
        module.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void EarlyStoppingStopsAfterItsPatienceAndRestoresTheBestWeights()
    {
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        var callback = new EarlyStopping(patience: 2);
        IReadOnlyDictionary<string, NetworkWeight>? best = null;
        foreach (var (loss, i) in new[] { 0.9, 0.5, 0.6, 0.7 }.Select((l, i) => (l, i)))
        {
            Assert.Null(session.StopReason);
            module.SetWeights(module.GetWeights()
                .ToDictionary(w => w.Key, w => w.Value with { Values = [.. w.Value.Values.Select(v => v + i)] }));
            if (i == 1) best = module.GetWeights();
            callback.OnEpochEnd(session, Epoch(i + 1, loss));
        }
        Assert.Contains("0.5 at epoch 2", session.StopReason, StringComparison.Ordinal);
        callback.OnTrainEnd(session);
        Assert.All(module.GetWeights(), w => Assert.Equal(best![w.Key].Values, w.Value.Values));
    }

    [Fact]
    public void ReduceLROnPlateauLowersAfterItsPatienceAndRespectsTheFloor()
    {
        var session = new TrainingSession(module, learningRate: 1, epochs: 100);
        var callback = new ReduceLROnPlateau(factor: 0.1, patience: 2, minLearningRate: 0.05);
        var rates = new[] { 0.5, 0.6, 0.6, 0.6, 0.6, 0.4 }.Select((loss, i) =>
        {
            callback.OnEpochEnd(session, Epoch(i + 1, loss));
            return session.LearningRate;
        }).ToList();
        Assert.Equal([1, 1, 0.1, 0.1, 0.05, 0.05], rates);
    }

    [Fact]
    public void AnUnknownFigureIsRefusedWithThoseThatExist()
    {
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        Assert.Contains("val_loss", Assert.Throws<ArgumentException>(
            () => new EarlyStopping("val_los").OnEpochEnd(session, Epoch(1, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelCheckpointWritesUsableModelsAndMarksTheBest()
    {
        var description = new ModelDescription { Name = "stripes", Preprocessing = Preprocessing.Default };
        var callback = new ModelCheckpoint(folder, description);
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        foreach (var (loss, i) in new[] { 0.9, 0.456, 0.7 }.Select((l, i) => (l, i))) callback.OnEpochEnd(session, Epoch(i + 1, loss));
        Assert.Equal(["01-0.90.onnx", "02-0.46.onnx", "03-0.70.onnx", "best.onnx"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(2, callback.BestEpoch);
        using var model = ModelLoader.Load(File.ReadAllBytes(Path.Combine(folder, "best.onnx")), 1, "best.onnx");
        Assert.Equal(0.456, model.Info.Metrics["val_loss"]);
        Assert.Equal(2, model.Info.Metrics["epoch"]);
    }

    [Fact]
    public void ModelCheckpointCanKeepTheBestOnly()
    {
        var callback = new ModelCheckpoint(folder, new ModelDescription { Name = "stripes", Preprocessing = Preprocessing.Default },
            "{epoch}", "val_accuracy", saveBestOnly: true);
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        foreach (var (accuracy, i) in new[] { 0.6, 0.5, 0.8 }.Select((l, i) => (l, i)))
            callback.OnEpochEnd(session, Epoch(i + 1, 1, accuracy));
        Assert.Equal(["1.onnx", "3.onnx", "best.onnx"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("{epoch:02d}-{val_loss:.2f}", "07-0.12")]
    [InlineData("model.{epoch:04d}", "model.0007")]
    [InlineData("{epoch}_{val_accuracy:.0f}", "7_1")]
    public void NamePatternsAreThoseOfKeras(string pattern, string expected) =>
        Assert.Equal(expected, CheckpointName.Format(pattern, Epoch(7, 0.1234, 0.9)));

    [Theory]
    [InlineData("{epoch:02d}-{val_auc:.2f}", "val_auc")]
    [InlineData("{epoch:x}", "not understood")]
    [InlineData("../{epoch}", "not understood")]
    public void NamePatternsThatMeanNothingAreRefused(string pattern, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => CheckpointName.Format(pattern, Epoch(7, 0.1))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void UnfreezeAfterTrainsTheHeadFirstThenAllAtALowerRate()
    {
        var rates = new List<double>();
        var kernels = new List<float>();
        var watch = new LearningRateScheduler((_, rate) =>
        {
            rates.Add(rate);
            kernels.Add(module.GetWeights()["conv2d/kernel"].Values[0]);
            return rate;
        });
        new NetworkTrainer(module, new FitOptions { Epochs = 4, BatchSize = 8, LearningRate = 0.01 })
            .Fit(new StripedImages(16), callbacks: [new UnfreezeAfter(2, name => name == "verdict"), watch]);
        Assert.Equal([0.01, 0.01, 0.001, 0.001], rates);
        Assert.Equal(kernels[0], kernels[2]);
        Assert.NotEqual(kernels[2], kernels[3]);
    }

    [Fact]
    public void ACosineScheduleGoesFromTheRateToItsEnd()
    {
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        var callback = LearningRateScheduler.Cosine(1, epochs: 4);
        var rates = Enumerable.Range(1, 4).Select(epoch =>
        {
            callback.OnEpochBegin(session, epoch);
            return Math.Round(session.LearningRate, 3);
        });
        Assert.Equal([1, 0.854, 0.5, 0.146], rates);
    }

    [Fact]
    public void CsvLoggerWritesARowForEachEpoch()
    {
        var path = Path.Combine(folder, "history.csv");
        new NetworkTrainer(module, new FitOptions { Epochs = 3, BatchSize = 8 })
            .Fit(new StripedImages(16), new StripedImages(8), [new CsvLogger(path)]);
        var lines = File.ReadAllLines(path);
        Assert.Equal("epoch,accuracy,learning_rate,loss,val_accuracy,val_loss,seconds,images_per_second,data_wait_seconds", lines[0]);
        Assert.Equal(["1", "2", "3"], lines.Skip(1).Select(l => l.Split(',')[0]));
        Assert.All(lines, l => Assert.Equal(9, l.Split(',').Length));
    }

    [Fact]
    public void TensorBoardGetsTheFiguresOfEachEpoch()
    {
        var callback = new TensorBoard(Path.Combine(folder, "logs"));
        var session = new TrainingSession(module, learningRate: 0.001, epochs: 100);
        foreach (int epoch in new[] { 1, 2 }) callback.OnEpochEnd(session, Epoch(epoch, valLoss: 0.5 / epoch));
        var scalars = TensorBoardEvents.Read(Assert.Single(Directory.GetFiles(Path.Combine(folder, "logs"))));
        Assert.Equal([(1, 0.5), (2, 0.25)], scalars.Where(s => s.Tag == "val_loss").Select(s => (s.Step, s.Value)));
        Assert.Equal(["accuracy", "loss", "val_accuracy", "val_loss"], scalars.Where(s => s.Step == 2).Select(s => s.Tag));
    }

    private static EpochResult Epoch(int epoch, double valLoss, double valAccuracy = 0.5) =>
        new(epoch, new Dictionary<string, double> { ["loss"] = 1, ["accuracy"] = 0.5, ["val_loss"] = valLoss,
            ["val_accuracy"] = valAccuracy }, TimeSpan.Zero, 1, TimeSpan.Zero);
}
