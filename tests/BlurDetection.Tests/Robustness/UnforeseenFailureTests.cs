using BlurDetection.Evaluation;
using BlurDetection.Imaging;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Tests.Robustness;

/// <summary>A decoder that fails in a way which nobody foresaw costs one image, with its cause in the log, and no neighbour.</summary>
public sealed class UnforeseenFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _log = new();
    private readonly BlurClassifier _classifier;

    public UnforeseenFailureTests()
    {
        var options = new BlurClassifierOptions { Decoding = { Decoders = { new FailingDecoder() } } };
        _classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()), options, _log);
    }

    public static TheoryData<string> Ways => [.. FailingDecoder.Ways];

    public void Dispose()
    {
        _classifier.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task EveryWayToClassifyOneImageGivesATypedFailureAndLogsItsCause(string way)
    {
        byte[] file = FailingDecoder.File(way);
        string path = Path.Combine(_folder.Path, "a.png");
        File.WriteAllBytes(path, file);
        string said = Assert.Throws<UnsupportedImageException>(() => _classifier.Classify(file)).Message;
        Assert.Contains("failing decoder", said, StringComparison.Ordinal);
        Assert.Contains(path, Assert.Throws<UnsupportedImageException>(() => _classifier.Classify(path)).Message);
        Assert.Throws<UnsupportedImageException>(() => _classifier.Classify(new MemoryStream(file)));
        Assert.Throws<UnsupportedImageException>(() => _classifier.Classify(ImageSource.FromBytes(file)));
        await Assert.ThrowsAsync<UnsupportedImageException>(() => _classifier.ClassifyAsync(ImageSource.FromFile(path)));

        Assert.Equal(5, _log.Failures.Count);
        if (said.Contains("Exception", StringComparison.Ordinal)) // otherwise what is said is the whole cause
            Assert.All(_log.Failures, cause => Assert.Contains(cause!.GetType().Name, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AmongManyTheOthersAreClassified()
    {
        var sources = FailingDecoder.Ways.SelectMany(way =>
            new[] { ImageSource.FromBytes(FailingDecoder.File(way), way), ImageSource.FromBytes(Images.Sharp(), "good") });
        var results = await _classifier.ClassifyManyAsync(sources, parallelism: 2).ToListAsync();
        Assert.Equal(2 * FailingDecoder.Ways.Count, results.Count);
        Assert.All(results, result => Assert.True(result.Source.Name == "good" ? result.Succeeded
            : result.Error is UnsupportedImageException));
    }

    [Fact]
    public void AnEvaluationReportsTheRowAndMeasuresTheOthers()
    {
        string labels = WriteImages();
        EvaluationReport report = Evaluator.Evaluate(_classifier, _folder.Path, labels, options: new EvaluationOptions
        {
            Baseline = false, Resamples = 1,
        });
        Assert.Equal(2, report.Results.Count);
        Assert.Equal(FailingDecoder.Ways.Count, report.Problems.Count);
        Assert.All(report.Problems, problem => Assert.Contains($"row {problem.Row}", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AScanWritesTheErrorOfTheRowAndGoesOn()
    {
        WriteImages();
        string results = Path.Combine(_folder.Path, "results");
        await new ImageScanner(_classifier).ScanAsync(ScanSource.FromFolder(_folder.Path, allFiles: false, results), results);
        var rows = new List<ImageResult>();
        await foreach (ImageResult row in ScanResults.Open(results).ReadAsync()) rows.Add(row);
        Assert.Equal(2, rows.Count(row => row.Verdict is not null));
        Assert.Equal(FailingDecoder.Ways.Count, rows.Count(row => row.Error == ScanErrorKind.Unsupported));
    }

    private string WriteImages()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "sharp.jpg"), Images.Sharp());
        File.WriteAllBytes(Path.Combine(_folder.Path, "blurred.jpg"), Images.Blurred());
        foreach (string way in FailingDecoder.Ways) File.WriteAllBytes(Path.Combine(_folder.Path, $"{way}.png"), FailingDecoder.File(way));
        return _folder.Write("labels.csv",
            $"filename,label\nsharp.jpg,1\nblurred.jpg,0\n{string.Join('\n', FailingDecoder.Ways.Select(way => $"{way}.png,1"))}\n");
    }

    private sealed class Lines : ILogger<BlurClassifier>
    {
        private readonly List<Exception?> _failures = [];

        public IReadOnlyList<Exception?> Failures
        {
            get
            {
                lock (_failures) return [.. _failures];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name != "ImageFailed") return;
            lock (_failures) _failures.Add(exception);
        }
    }
}
