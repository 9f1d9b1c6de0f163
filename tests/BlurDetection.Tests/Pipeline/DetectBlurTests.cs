using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace BlurDetection.Tests.Pipeline;

public sealed class DetectBlurTests : IDisposable
{
    /// <summary>Both ways run the same graph on the same values.</summary>
    private const double Tolerance = 1e-4;

    // The classifier runs the first and the last layers of the embedded model itself, in other arithmetic.
    private const double FusedTolerance = 0.01;

    private readonly ImageFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    public sealed class PathRow
    {
        public string ImagePath { get; set; } = "";

        public bool Label { get; set; }

        public float Size { get; set; } = 7;
    }

    public sealed class ImageRow
    {
        [ImageType(33, 700)]
        public MLImage? Picture { get; set; }
    }

    private string Model(byte[]? onnx = null) => _folder.Add("model.onnx", onnx ?? TestModels.Plain());

    private IDataView Rows(params (string Path, bool Blurred)[] rows) =>
        _context.Data.LoadFromEnumerable(rows.Select(row => new PathRow { ImagePath = row.Path, Label = row.Blurred }));

    private IDataView TwoRows() =>
        Rows((_folder.Add("sharp.jpg", Images.Sharp()), false), (_folder.Add("blurred.jpg", Images.Blurred()), true));

    [Fact]
    public void TableOfPicturesIsFilteredInFourLines()
    {
        var model = Model();
        var data = TwoRows();
        var classified = _context.Transforms.DetectBlur(options: new() { ModelPath = model }).Fit(data).Transform(data);
        var sharp = _context.Data.FilterByCustomPredicate(classified, (BlurDetectionOutput row) => row.PredictedLabel);
        Assert.Equal([_folder.Root + "/sharp.jpg"], sharp.GetColumn<string>("ImagePath"));
    }

    [Theory]
    [InlineData(33, 700)]
    [InlineData(1, 1)]
    [InlineData(640, 480)]
    [InlineData(1601, 1203)]
    [InlineData(3000, 2000)]
    public void EngineAndTransformAndClassifierAgreeOnOddSizes(int width, int height)
    {
        var model = Model();
        var path = _folder.Add("picture.jpg", Images.Sharp(width, height));
        using var classifier = BlurClassifier.Load(model, new BlurClassifierOptions { FineMap = false });
        var expected = classifier.Classify(path);

        var data = Rows((path, false));
        var transformer = _context.Transforms.DetectBlur(options: new() { ModelPath = model }).Fit(data);
        var transformed = _context.Data.CreateEnumerable<BlurDetectionOutput>(transformer.Transform(data), reuseRowObject: false).Single();
        using var engine = _context.Model.CreatePredictionEngine<PathRow, BlurDetectionOutput>(transformer);
        foreach (var actual in new[] { transformed, engine.Predict(new PathRow { ImagePath = path }) })
        {
            Assert.Equal(expected.Probability, actual.Probability, Tolerance);
            Assert.Equal(expected.Verdict.ToString(), actual.BlurVerdict);
            Assert.Equal(expected.Reason.ToString(), actual.BlurReason);
            Assert.Equal(expected.IsBlurry, actual.PredictedLabel);
            Assert.Equal(expected.Evidence!.Value, actual.BlurEvidence, Tolerance);
            Assert.Equal(expected.Strength!.Value, actual.BlurStrength, Tolerance);
            Assert.Equal((expected.Map!.Width, expected.Map.Height), (actual.BlurMapWidth, actual.BlurMapHeight));
            Assert.Equal(expected.Map.Probability.ToArray(), actual.BlurMap);
            Assert.Equal(expected.Map.Certainty.ToArray(), actual.BlurMapCertainty);
        }
    }

    [Theory]
    [InlineData(33, 700)]
    [InlineData(959, 961)]
    [InlineData(3000, 2000)]
    public void EmbeddedModelSaysTheSameThroughEngineAndTransformAndClassifier(int width, int height)
    {
        var path = _folder.Add("picture.jpg", Images.Blurred(width, height, sigma: 2));
        using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { FineMap = false });
        var expected = classifier.Classify(path);
        var data = Rows((path, true));
        var transformer = _context.Transforms.DetectBlur("Blurry", "ImagePath").Fit(data);
        using var engine = _context.Model.CreatePredictionEngine<PathRow, BlurDetectionOutput>(transformer);
        var transformed = transformer.Transform(data);
        Assert.Equal(expected.Probability, transformed.GetColumn<float>("Probability").Single(), FusedTolerance);
        Assert.Equal(expected.IsBlurry, transformed.GetColumn<bool>("Blurry").Single());
        var predicted = engine.Predict(new PathRow { ImagePath = path });
        Assert.Equal(expected.Probability, predicted.Probability, FusedTolerance);
        Assert.Equal(expected.Map!.Probability.ToArray(), predicted.BlurMap, (a, b) => Math.Abs(a - b) < 3 * FusedTolerance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImageColumnGivesWhatTheClassifierSaysOfTheImage(bool transparent)
    {
        var bytes = transparent ? Images.Transparent() : Images.Sharp(700, 330);
        using var image = MLImage.CreateFromStream(new MemoryStream(bytes));
        var model = Model();
        using var classifier = BlurClassifier.Load(model);
        var expected = classifier.Classify(image);
        if (transparent) Assert.Equal(classifier.Classify(bytes).Probability, expected.Probability, 0.02);

        var data = _context.Data.LoadFromEnumerable([new ImageRow { Picture = image }]);
        var transformer = _context.Transforms.DetectBlur("Blurry", "Picture", new() { ModelPath = model }).Fit(data);
        var probability = transformer.Transform(data).GetColumn<float>("Probability").Single();
        Assert.Equal(expected.Probability, probability, Tolerance);
    }

    [Fact]
    public void WorksBehindLoadImagesAndIsMeasuredByEvaluate()
    {
        var data = TwoRows();
        var pipeline = _context.Transforms.LoadImages("Picture", null, "ImagePath")
            .Append(_context.Transforms.DetectBlur(inputColumnName: "Picture", options: new() { ModelPath = Model() }));
        var metrics = _context.BinaryClassification.Evaluate(pipeline.Fit(data).Transform(data));
        Assert.Equal(1, metrics.Accuracy);
        Assert.Equal(1, metrics.AreaUnderRocCurve);
    }

    [Fact]
    public void UsersColumnsStayAndTemporaryOnesGo()
    {
        var data = TwoRows();
        var estimator = _context.Transforms.DetectBlur("Blurry", options: new() { ModelPath = Model(), ColumnPrefix = "My" });
        var schema = estimator.Fit(data).Transform(data).Schema;
        Assert.Equal(
            ["ImagePath", "Label", "Size", "Blurry", "MyScore", "MyProbability", "MyBlurVerdict", "MyBlurReason", "MyBlurKind",
                "MyBlurStrength", "MyBlurEvidence",
             "MyBlurMap", "MyBlurMapCertainty", "MyBlurMapWidth", "MyBlurMapHeight"],
            schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.Equal([7f, 7f], data.GetColumn<float>("Size"));
    }

    [Fact]
    public void MissingOrUnfitColumnIsASchemaMismatchThatNamesIt()
    {
        var data = TwoRows();
        var options = new DetectBlurOptions { ModelPath = Model() };
        Assert.Contains("'Nothing'", Assert.Throws<ArgumentOutOfRangeException>(() =>
            _context.Transforms.DetectBlur(inputColumnName: "Nothing", options: options).Fit(data)).Message);
        Assert.Contains("'Size'", Assert.Throws<ArgumentOutOfRangeException>(() =>
            _context.Transforms.DetectBlur(inputColumnName: "Size", options: options).Fit(data)).Message);
        var chain = _context.Transforms.CopyColumns("Copy", "Size")
            .Append(_context.Transforms.DetectBlur(inputColumnName: "Copy", options: options));
        Assert.Contains("'Copy'", Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(data)).Message);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Detect(new() { Classifier = null! }));
        Assert.Throws<ArgumentException>(() => Detect(new() { ColumnPrefix = null! }));
        Assert.Contains("Threshold",
            Assert.Throws<ArgumentException>(() => Detect(new() { Classifier = new() { Threshold = 2 } })).Message);
        Assert.Contains("Decoding.MaxPixels",
            Assert.Throws<ArgumentException>(() => Detect(new() { Classifier = new() { Decoding = { MaxPixels = 0 } } })).Message);

        void Detect(DetectBlurOptions options) => _context.Transforms.DetectBlur(options: options);
    }

    [Fact]
    public void UnreadablePictureIsNamed()
    {
        var path = _folder.Add("text.jpg", "no picture"u8.ToArray());
        var data = Rows((path, false));
        var classified = _context.Transforms.DetectBlur(options: new() { ModelPath = Model() }).Fit(data).Transform(data);
        Assert.Contains(path, Assert.ThrowsAny<Exception>(() => classified.GetColumn<bool>("PredictedLabel").Single()).ToString());
    }

    public static TheoryData<ImageDecoderOptions, string> DecodingLimits => new()
    {
        { new() { MaxPixels = 1000 }, nameof(ImageDecoderOptions.MaxPixels) },
        { new() { MaxEncodedBytes = 1000 }, nameof(ImageDecoderOptions.MaxEncodedBytes) },
    };

    [Theory]
    [MemberData(nameof(DecodingLimits))]
    public void DecodingLimitsHoldInThePipelineAndInWhatIsSavedOfIt(ImageDecoderOptions decoding, string limit)
    {
        var data = Rows((_folder.Add("picture.jpg", Images.Sharp()), false));
        var transformer =
            _context.Transforms.DetectBlur(options: new() { ModelPath = Model(), Classifier = new() { Decoding = decoding } }).Fit(data);
        var zip = Path.Combine(_folder.Root, "pipeline.zip");
        _context.Model.Save(transformer, data.Schema, zip);
        foreach (var detector in new[] { transformer, _context.Model.Load(zip, out _) })
            Assert.Contains(limit,
                Assert.ThrowsAny<Exception>(() => detector.Transform(data).GetColumn<bool>("PredictedLabel").Single()).ToString());
    }

    [Fact]
    public void SettingsKeepTheDecodingAndTakeTheDefaultsWhereAnOlderModelSaysNothing()
    {
        var settings = new PipelineSettings(Preprocessing.Default, 0.5, null, MaxPixels: 5, MaxEncodedBytes: 6, AllowTurboJpeg: false);
        Assert.Equal(settings, PipelineSettings.Parse(settings.ToText()));
        var older = settings.ToText();
        older = older[..older.IndexOf(";max_encoded_bytes", StringComparison.Ordinal)];
        var usual = new ImageDecoderOptions();
        Assert.Equal(settings with { MaxEncodedBytes = usual.MaxEncodedBytes, AllowTurboJpeg = usual.AllowTurboJpeg },
            PipelineSettings.Parse(older));
    }

    [Fact]
    public void SavedPipelineGivesTheSameAndLoadsInTheClassifier()
    {
        var data = TwoRows();
        var transformer = _context.Transforms
            .DetectBlur(options: new() { ModelPath = Model(), Classifier = new() { Threshold = 0.25, LongSide = 200 } }).Fit(data);
        var zip = Path.Combine(_folder.Root, "pipeline.zip");
        _context.Model.Save(transformer, data.Schema, zip);

        var again = new MLContext().Model.Load(zip, out _);
        Assert.Equal(transformer.Transform(data).GetColumn<float>("Probability"), again.Transform(data).GetColumn<float>("Probability"));
        using var classifier = BlurClassifier.Load(zip);
        Assert.Equal(ModelFormat.MLNet, classifier.Model.Format);
        Assert.Equal(0.25, classifier.Threshold);
        Assert.Equal(200, classifier.Model.Preprocessing.LongSide);
        foreach (var (path, probability) in data.GetColumn<string>("ImagePath").Zip(again.Transform(data).GetColumn<float>("Probability")))
            Assert.Equal(classifier.Classify(path).Probability, probability, Tolerance);
    }

    [Fact]
    public void ZipThatIsClassifiedAgainIsSavedWithWhatItWasClassifiedBy()
    {
        var (first, second) = (Path.Combine(_folder.Root, "first.zip"), Path.Combine(_folder.Root, "second.zip"));
        ModelZip.Save(TestModels.Plain(), first);
        var data = TwoRows();
        var transformer = _context.Transforms
            .DetectBlur(options: new() { ModelPath = first, Classifier = new() { Threshold = 0.9, LongSide = 200 } }).Fit(data);
        _context.Model.Save(transformer, data.Schema, second);

        using var classifier = BlurClassifier.Load(second);
        Assert.Equal(0.9, classifier.Threshold);
        Assert.Equal(200, classifier.Model.Preprocessing.LongSide);
        var again = _context.Model.Load(second, out _).Transform(data);
        foreach (var (path, probability) in data.GetColumn<string>("ImagePath").Zip(again.GetColumn<float>("Probability")))
            Assert.Equal(classifier.Classify(path).Probability, probability, Tolerance);
    }

    [Fact]
    public void LongSideThatAPackedMapHasNoRoomForIsRefusedByName()
    {
        var zip = Path.Combine(_folder.Root, "model.zip");
        ModelZip.Save(TestModels.Plain(), zip, new BlurClassifierOptions { LongSide = 640 });
        Fit(320);
        Fit(640);
        var error = Assert.Throws<InvalidModelException>(() => Fit(960));
        Assert.Contains("'laplacian'", error.Message);
        Assert.Contains("long side of 960", error.Message);

        void Fit(int longSide) =>
            _context.Transforms.DetectBlur(options: new() { ModelPath = zip, Classifier = new() { LongSide = longSide } }).Fit(TwoRows());
    }

    [Fact]
    public void LongSideMayBeLoweredAndRaisedAgainToWhatWasPacked()
    {
        var (first, second) = (Path.Combine(_folder.Root, "first.zip"), Path.Combine(_folder.Root, "second.zip"));
        ModelZip.Save(TestModels.Plain(), first, new BlurClassifierOptions { LongSide = 640 });
        using (var file = File.OpenRead(first))
            ModelZip.Save(ModelFile.ReadOnnx(file, first), second, new BlurClassifierOptions { LongSide = 200 });
        var data = Rows((_folder.Add("picture.jpg", Images.Sharp(1500, 1500)), false));
        var classified = _context.Transforms.DetectBlur(options: new() { ModelPath = second, Classifier = new() { LongSide = 640 } })
            .Fit(data).Transform(data);
        Assert.Equal([40 * 40], classified.GetColumn<float[]>("BlurMap").Select(map => map.Length));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("bare")]
    [InlineData("rgb")]
    public void ZipWrittenFromAModelLoadsEverywhere(string kind)
    {
        var onnx = kind switch { "plain" => TestModels.Plain(), "bare" => TestModels.PlainWithoutExtras(), _ => TestModels.Rgb(128) };
        var zip = Path.Combine(_folder.Root, "model.zip");
        ModelZip.Save(onnx, zip);
        var path = _folder.Add("picture.png", Images.Blurred(500, 375, format: SKEncodedImageFormat.Png));
        using var plain = BlurClassifier.Load(new MemoryStream(onnx));
        using var packed = BlurClassifier.Load(zip);
        using var engine = _context.Model.CreatePredictionEngine<PathRow, BlurDetectionOutput>(_context.Model.Load(zip, out _));
        var prediction = engine.Predict(new PathRow { ImagePath = path });
        Assert.Equal(plain.Classify(path).Probability, packed.Classify(path).Probability, 1e-6);
        Assert.Equal(plain.Classify(path).Probability, prediction.Probability, Tolerance);
        Assert.Equal(plain.Classify(path).Verdict.ToString(), prediction.BlurVerdict);
        Assert.Equal(kind == "plain", prediction.BlurMap.Length > 0);
        Assert.Equal(kind != "plain", float.IsNaN(prediction.BlurEvidence));
    }

    [Fact]
    public void ZipIsWrittenWholeOrNotAtAll()
    {
        var zip = Path.Combine(_folder.Root, "model.zip");
        ModelZip.Save(TestModels.Plain(), zip);
        var before = File.ReadAllBytes(zip);
        Assert.Throws<InvalidModelException>(() => ModelZip.Save("no model"u8.ToArray(), zip));
        Assert.Equal(before, File.ReadAllBytes(zip));
        Assert.Throws<DirectoryNotFoundException>(() =>
            ModelZip.Save(TestModels.Plain(), Path.Combine(_folder.Root, "nowhere", "model.zip")));
        Directory.CreateDirectory(Path.Combine(_folder.Root, "taken.zip"));
        Assert.ThrowsAny<Exception>(() => ModelZip.Save(TestModels.Plain(), Path.Combine(_folder.Root, "taken.zip")));
        Assert.Equal([zip], Directory.GetFiles(_folder.Root));

        using var stream = new MemoryStream();
        Assert.Throws<InvalidModelException>(() => ModelZip.Save("no model"u8.ToArray(), stream));
        Assert.Equal(0, stream.Length);
    }
}
