using System.Reflection;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Estimator;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace BlurDetection.Training.Tests.Estimator;

public sealed class BlurCnnEstimatorTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    public sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public bool Label { get; set; }

        public string Scene { get; set; } = "";

        public float Number { get; set; }
    }

    /// <summary>High-pass filters and a mean: learns in a few steps that sharp pictures have more of both.</summary>
    private static Network SmallNetwork() => new("small", new NetworkInput(1),
    [
        new Rescaling(1 / 64.0) { Offset = -2 },
        new Conv2D(8, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new Conv2D(8, 3) { Strides = 2, Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new GlobalStandardDeviationPooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    private static BlurCnnOptions Quick(int epochs = 2) => new()
    {
        Recipe = new TrainingRecipe
        {
            Name = "quick",
            Network = SmallNetwork(),
            Schedule = new TrainingSchedule { Epochs = epochs, BatchSize = 8, LearningRate = 0.02, Patience = null },
            Seed = 3,
        },
        ValidationFraction = 0.25,
        Threads = 1,
    };

    /// <summary>Each scene once sharp and once blurred.</summary>
    private IDataView Table(int scenes = 8)
    {
        var rows = new List<Row>();
        for (var i = 0; i < scenes; i++)
        {
            rows.Add(new Row { ImagePath = _folder.Add($"{i}s.png", Images.Sharp(64, 48, i, SKEncodedImageFormat.Png)), Label = false,
                Scene = $"{i}" });
            rows.Add(new Row { ImagePath = _folder.Add($"{i}b.png", Images.Blurred(64, 48, i, 4, SKEncodedImageFormat.Png)), Label = true,
                Scene = $"{i}" });
        }
        return _context.Data.LoadFromEnumerable(rows);
    }

    [Fact]
    public void LearnsAndIsMeasuredSavedAndLoadedAsAnyTrainer()
    {
        var data = Table();
        var options = Quick(epochs: 25);
        options.GroupColumnName = "Scene";
        var model = _context.BinaryClassification.Trainers.BlurCnn(options).Fit(data);
        var classified = model.Transform(data);
        Assert.True(_context.BinaryClassification.Evaluate(classified).AreaUnderRocCurve > 0.9);

        var zip = Path.Combine(_folder.Root, "model.zip");
        _context.Model.Save(model, data.Schema, zip);
        Assert.Equal(classified.GetColumn<float>("Probability"),
            new MLContext().Model.Load(zip, out _).Transform(data).GetColumn<float>("Probability"));
        using var classifier = BlurClassifier.Load(zip);
        Assert.Equal(("small", 0.5), (classifier.Model.Name, classifier.Threshold));
        foreach (var (path, probability) in data.GetColumn<string>("ImagePath").Zip(classified.GetColumn<float>("Probability")))
            Assert.Equal(classifier.Classify(path).Probability, probability, 1e-4);
    }

    [Fact]
    public void ImageColumnAndPathColumnGiveTheSameModel()
    {
        var data = Table(4);
        var fromPaths = Quick();
        fromPaths.ValidationFraction = 0;
        var fromImages = Quick();
        (fromImages.ValidationFraction, fromImages.InputColumnName) = (0, "Image");
        var paths = _context.BinaryClassification.Trainers.BlurCnn(fromPaths).Fit(data);
        var images = _context.Transforms.LoadImages("Image", null, "ImagePath")
            .Append(_context.BinaryClassification.Trainers.BlurCnn(fromImages)).Fit(data);
        var expected = paths.Transform(data).GetColumn<float>("Probability").ToArray();
        var actual = images.Transform(data).GetColumn<float>("Probability").ToArray();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4); // PNG: both ways decode to the same pixels
    }

    [Fact]
    public void ValidationPicturesOfOneKindAreRefusedBeforeTheTraining()
    {
        var sharp = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new Row { ImagePath =
            _folder.Add($"v{i}.png", Images.Sharp(64, 48, 40 + i, SKEncodedImageFormat.Png)), Label = false, Scene = $"v{i}" }));
        var options = Quick(1);
        options.Threshold = null;
        var epochs = new List<int>();
        options.Callbacks = [new LearningRateScheduler((epoch, rate) => { epochs.Add(epoch); return rate; })];
        var error = Assert.Throws<TrainingDataException>(() => _context.BinaryClassification.Trainers.BlurCnn(options)
            .Fit(Table(4), sharp));
        Assert.Contains("all in focus", error.Message, StringComparison.Ordinal);
        Assert.Empty(epochs);
    }

    [Fact]
    public void CrossValidationRunsBySamplingKey()
    {
        var options = Quick(1);
        options.ValidationFraction = 0;
        var folds = _context.BinaryClassification.CrossValidate(
            Table(16), _context.BinaryClassification.Trainers.BlurCnn(options), numberOfFolds: 2, samplingKeyColumnName: "Scene");
        Assert.Equal(2, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.Accuracy, 0, 1));
    }

    [Fact]
    public void OutputSchemaIsThatOfTheTransformer()
    {
        var data = Table(2);
        var options = Quick(1);
        options.ValidationFraction = 0;
        var estimator = _context.BinaryClassification.Trainers.BlurCnn(options);
        var promised = estimator.GetOutputSchema(SchemaShapeReader.Read(data))
            .Select(column => (column.Name, column.Kind, column.ItemType.RawType));
        var kept = SchemaShapeReader.Read(estimator.Fit(data).Transform(data))
            .Select(column => (column.Name, column.Kind, column.ItemType.RawType));
        Assert.Equal(kept.Order(), promised.Order());
    }

    [Theory]
    [InlineData(nameof(BlurCnnOptions.InputColumnName), "Nowhere", "'Nowhere'")]
    [InlineData(nameof(BlurCnnOptions.LabelColumnName), "Number", "'Number'")]
    [InlineData(nameof(BlurCnnOptions.LabelColumnName), "Missing", "'Missing'")]
    [InlineData(nameof(BlurCnnOptions.GroupColumnName), "Number", "'Number'")]
    public void UnfitColumnIsASchemaMismatchThatNamesIt(string option, string column, string named)
    {
        var data = Table(2);
        var options = Quick(1);
        typeof(BlurCnnOptions).GetProperty(option)!.SetValue(options, column);
        var estimator = _context.BinaryClassification.Trainers.BlurCnn(options);
        Assert.Contains(named, Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data)).Message);
        Assert.Contains(named,
            Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(SchemaShapeReader.Read(data))).Message);
    }

    [Fact]
    public void GroupsStayWholeAndCopiesAreFoundWithoutAGroupColumn()
    {
        var bytes = new[] { Images.Sharp(64, 48, 1), Images.Sharp(64, 48, 2), Images.Blurred(64, 48, 3, 4), Images.Blurred(64, 48, 4, 4) };
        var rows = Enumerable.Range(0, 24).Select(i => new Row { ImagePath = _folder.Add($"{i}.jpg", bytes[i % 4]), Label = i % 4 > 1 });
        using var pictures = new SpilledImages(Preprocessing.Default, Quick());
        pictures.Add(_context.Data.LoadFromEnumerable(rows), () => { });
        var (training, validation) = pictures.Split(0.5, seed: 1);
        Assert.Equal((12, 12), (training.Count, validation!.Count));
        static float[][] Contents(SpilledTrainingData data) =>
            [.. Enumerable.Range(0, data.Count).Select(i => data.Load(i, 0).Image.Pixels[..64].ToArray())];
        Assert.DoesNotContain(Contents(training), a => Contents(validation).Any(b => a.SequenceEqual(b)));
    }

    [Fact]
    public void OwnValidationDataDrivesTheCallbacksAndTheChosenThreshold()
    {
        var seen = new List<EpochResult>();
        var options = Quick(3);
        options.Threshold = null;
        options.Callbacks = [new Recorder(seen)];
        var model = _context.BinaryClassification.Trainers.BlurCnn(options).Fit(Table(4), Table(3));
        Assert.All(seen, epoch => Assert.Contains(LogNames.ValLoss, epoch.Logs.Keys));
        var zip = Path.Combine(_folder.Root, "model.zip");
        _context.Model.Save(model, null, zip);
        using var classifier = BlurClassifier.Load(zip);
        Assert.Equal(3, classifier.Model.Sensitivities.Count);
        Assert.Equal(classifier.Model.Sensitivities[BlurSensitivity.Medium].Threshold, classifier.Threshold);
    }

    [Fact]
    public void EpochsReachTheContextsLogAndTheLogger()
    {
        List<string> messages = [], logged = [];
        _context.Log += (_, e) => messages.Add(e.Message);
        var options = Quick(2);
        options.Logger = new ListLogger(logged);
        _context.BinaryClassification.Trainers.BlurCnn(options).Fit(Table(4));
        Assert.Contains(messages, message => message.Contains("Epoch 2 of 2: loss", StringComparison.Ordinal));
        Assert.Equal(["101", "102", "102"], logged.Select(line => line.Split(' ')[0]));
        Assert.Contains("Epoch 2 of 2: loss", logged[^1]);
    }

    [Fact]
    public void StandsInTheMiddleOfALongerChainUnderCrossValidation()
    {
        var options = Quick(1);
        (options.ValidationFraction, options.InputColumnName) = (0, "Image");
        var chain = _context.Transforms.LoadImages("Image", null, "ImagePath")
            .Append(_context.BinaryClassification.Trainers.BlurCnn(options))
            .Append(_context.Transforms.CopyColumns("Sure", "Probability"));
        var data = Table(12);
        var promised = chain.GetOutputSchema(SchemaShapeReader.Read(data)).Select(column => column.Name);
        Assert.Superset(new HashSet<string> { "Sure", "Score", "Probability", "PredictedLabel", "BlurMap" }, promised.ToHashSet());
        var folds = _context.BinaryClassification.CrossValidate(data, chain, numberOfFolds: 2, samplingKeyColumnName: "Scene");
        Assert.All(folds, fold => Assert.Equal(
            fold.ScoredHoldOutSet.GetColumn<float>("Probability"), fold.ScoredHoldOutSet.GetColumn<float>("Sure")));
    }

    [SkippableFact]
    public void DeviceThatIsNotThereIsATypedError()
    {
        LibTorch.EnsureLoaded();
        Skip.If(TorchSharp.torch.cuda.is_available(), "There is a CUDA device here.");
        var options = Quick(1);
        options.Device = TrainingDevice.Cuda;
        Assert.Contains("CUDA", Assert.Throws<LibTorchUnavailableException>(() => _context.BinaryClassification.Trainers.BlurCnn(options)
            .Fit(Table(4))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TokenAndTheContextsCancellationStopTheTraining(bool byToken)
    {
        using var source = new CancellationTokenSource();
        var options = Quick(1000);
        options.Cancellation = source.Token;
        options.Callbacks = [new AfterFirstEpoch(byToken ? source.Cancel : Cancel)];
        Assert.ThrowsAny<OperationCanceledException>(() => _context.BinaryClassification.Trainers.BlurCnn(options).Fit(Table(4)));

        // ML.NET keeps the method to its own assemblies; AutoML calls it.
        void Cancel() => typeof(MLContext)
            .GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(_context, null);
    }

    [Fact]
    public void UnreadablePictureAndASingleClassAreTypedErrors()
    {
        var broken = _folder.Add("broken.jpg", "text"u8.ToArray());
        var rows = _context.Data.LoadFromEnumerable([new Row { ImagePath = broken }]);
        Assert.Contains(broken,
            Assert.Throws<UnsupportedImageException>(() => _context.BinaryClassification.Trainers.BlurCnn(Quick()).Fit(rows)).Message);

        var sharp = _context.Data.FilterByCustomPredicate(Table(4), (Row row) => row.Label);
        Assert.Throws<TrainingDataException>(() => _context.BinaryClassification.Trainers.BlurCnn(Quick()).Fit(sharp));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedBeforeAnythingIsRead()
    {
        var trainers = _context.BinaryClassification.Trainers;
        Assert.Throws<ArgumentException>(() => trainers.BlurCnn(new BlurCnnOptions { ValidationFraction = 2 }));
        Assert.Contains("Epochs", Assert.Throws<InvalidRecipeException>(() => trainers.BlurCnn(epochs: 0)).Message);
        Assert.Contains("CheckpointFolder",
            Assert.Throws<ArgumentException>(() => trainers.BlurCnn(new BlurCnnOptions { Resume = true })).Message);
        Assert.Contains("MaxPixels",
            Assert.Throws<ArgumentException>(() => trainers.BlurCnn(new BlurCnnOptions { Decoding = { MaxPixels = 0 } })).Message);
    }

    private sealed class Recorder(List<EpochResult> seen) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingSession session, EpochResult result) => seen.Add(result);
    }

    private sealed class ListLogger(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{eventId.Id} {formatter(state, exception)}");
    }

    private sealed class AfterFirstEpoch(Action action) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingSession session, EpochResult result) => action();
    }
}
