using System.IO.Compression;
using System.Text;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using Microsoft.ML;

namespace BlurDetection.Tests.Models;

public sealed class ModelLoadingTests
{
    private static InvalidModelException Refused(byte[] model, BlurClassifierOptions? options = null) =>
        Assert.Throws<InvalidModelException>(() => BlurClassifier.Load(new MemoryStream(model), options));

    [Fact]
    public void MetadataIsReadIntoTypes()
    {
        using var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        var model = classifier.Model;
        Assert.Equal("laplacian", model.Name);
        Assert.Equal(["blur", "focus"], model.ClassNames);
        Assert.Equal(0.6, model.Threshold);
        Assert.Equal(0.3, model.EvidenceThreshold);
        Assert.Equal(new SensitivityLevel(0.9, 0.01), model.Sensitivities[BlurSensitivity.Low]);
        Assert.Equal(960, model.Preprocessing.LongSide);
        Assert.Equal(0.97, model.Metrics["roc_auc"]);
        Assert.Equal("00ff", model.DataHash);
        Assert.True(model is { HasMap: true, HasKind: true, HasStrength: true, HasEvidence: true });
    }

    [Fact]
    public void MissingFileIsNotFound() =>
        Assert.Throws<FileNotFoundException>(() => BlurClassifier.Load("missing.onnx"));

    [Theory]
    [InlineData("")]
    [InlineData("hello, I am a text file")]
    [InlineData("PK and then nothing of a zip")]
    public void BytesThatAreNoModelAreRefused(string text) => Refused(Encoding.ASCII.GetBytes(text));

    [Fact]
    public void FileIsNamedInTheError()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        File.WriteAllText(path, "hello");
        try
        {
            Assert.Contains(path, Assert.Throws<InvalidModelException>(() => BlurClassifier.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ZipWithoutAGraphIsRefused()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("readme.txt");
        Assert.Contains("0 ONNX graphs", Refused(memory.ToArray()).Message);
    }

    [Fact]
    public void GraphInsideAZipIsFound()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("TransformerChain\\Transform_001\\Model\\OnnxModel").Open())
            entry.Write(TestModels.Packed());
        memory.Position = 0;
        using var classifier = BlurClassifier.Load(memory);
        Assert.Equal(ModelFormat.MLNet, classifier.Model.Format);
    }

    [Fact]
    public void ModelFromElsewhereIsToldFromADamagedOne()
    {
        var foreign = TestModels.Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, 1, 1, -1, -1)).ToBytes();
        Assert.Contains("OnnxModelOptions", Refused(foreign).Message);
    }

    [Theory]
    [InlineData(ModelMetadataKeys.Format, "2")]
    [InlineData(ModelMetadataKeys.Threshold, "1.5")]
    [InlineData(ModelMetadataKeys.Threshold, "often")]
    [InlineData(ModelMetadataKeys.EvidenceThreshold, "-1")]
    [InlineData(ModelMetadataKeys.ClassNames, "cat,dog")]
    [InlineData(ModelMetadataKeys.Preprocessing, "{}")]
    [InlineData(ModelMetadataKeys.Preprocessing, """{"channels":2,"long_side":960}""")]
    [InlineData(ModelMetadataKeys.Preprocessing, """{"channels":1}""")]
    [InlineData(ModelMetadataKeys.Sensitivities, """{"low":{"threshold":0.5}}""")]
    [InlineData(ModelMetadataKeys.Metrics, "not json")]
    public void InvalidMetadataIsRefusedByItsKey(string key, string value) =>
        Assert.Contains(key, Refused(TestModels.PlainGraph().Metadata(key, value).ToBytes()).Message);

    [Fact]
    public void InputOfAnotherNameIsRefused()
    {
        var graph = TestModels.Probabilities(new OnnxGraph()
            .Input("image", OnnxGraph.Type.Float, 1, 1, -1, -1)
            .Node("Identity", "image", "luma")
            .Metadata(ModelMetadataKeys.Format, "1")
            .Metadata(ModelMetadataKeys.Preprocessing, TestModels.CanonicalJson));
        Assert.Contains("'image'", Refused(graph.ToBytes()).Message);
    }

    [Fact]
    public void OptionsThatTheModelCannotServeAreRefused()
    {
        Refused(TestModels.Rgb(64), new BlurClassifierOptions { LongSide = 1920 });
        Refused(TestModels.Packed(), new BlurClassifierOptions { LongSide = 1920 });
        var bare = TestModels.PlainGraph().Metadata(ModelMetadataKeys.Sensitivities, "{}").ToBytes();
        Refused(bare, new BlurClassifierOptions { Sensitivity = BlurSensitivity.High });
    }

    [Theory]
    [InlineData("evidence", 1, 2)]
    [InlineData("strength", 2)]
    [InlineData("kind", 1, 4)]
    [InlineData("map", 1, 3, -1, -1)]
    [InlineData("directions", 1, 3, -1, -1)]
    public void AnOutputOfAnotherShapeIsRefusedWhenTheModelIsLoaded(string name, params int[] shape)
    {
        var graph = TestModels.Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, 1, 1, -1, -1))
            .Node("Identity", "strokes", name).Output(name, OnnxGraph.Type.Float, [.. shape.Select(side => (long)side)]);
        var error = Refused(TestModels.Described(graph, evidence: false).ToBytes());
        Assert.Contains(name, error.Message);
    }

    [Theory]
    [InlineData(ModelMetadataKeys.Metrics, """{"roc_auc":1e999}""")]
    [InlineData(ModelMetadataKeys.Sensitivities, """{"low":{"threshold":1e999,"false_alarm_rate":0.01}}""")]
    [InlineData(ModelMetadataKeys.Sensitivities, """{"low":{"threshold":0.5,"false_alarm_rate":-1}}""")]
    [InlineData(ModelMetadataKeys.Threshold, "1e999")]
    [InlineData(ModelMetadataKeys.Preprocessing, """{"channels":1,"long_side":2000000000,"version":1}""")]
    public void ANumberThatIsNotFiniteOrOutOfRangeIsRefusedWhenTheModelIsLoaded(string key, string value) =>
        Assert.Contains(key, Refused(BlurDetection.Evaluation.Models.OnnxMetadata.Change(TestModels.Plain(),
            new Dictionary<string, string?> { [key] = value })).Message);

    [SkippableFact]
    public void ADeviceIsNoModelAndEndsAtOnce()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /dev/zero elsewhere.");
        Assert.Contains("/dev/zero is a folder, a pipe, a socket or a device",
            Assert.Throws<InvalidModelException>(() => BlurClassifier.Load("/dev/zero")).Message);
        Assert.Throws<InvalidModelException>(() => BlurClassifier.Load("/dev/zero", new OnnxModelOptions()));
        using var opened = File.OpenRead("/dev/zero");
        Assert.Throws<InvalidModelException>(() => BlurClassifier.Load(opened));
    }

    [SkippableFact]
    public async Task APipeIsNoModelAndNothingIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        using var folder = new TemporaryFolder();
        string pipe = Path.Combine(folder.Path, "model.zip");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        foreach (Action load in new Action[]
        {
            () => BlurClassifier.Load(pipe), () => BlurClassifier.Load(pipe, new OnnxModelOptions()),
            () => new MLContext().Transforms.DetectBlur(options: new DetectBlurOptions { ModelPath = pipe }),
            () => BlurDetection.Evaluation.Models.ModelFiles.Read(pipe),
        })
            Assert.Contains(pipe, Assert.Throws<InvalidModelException>(load).Message);
    }

    [Fact]
    public void AZipThatUnpacksToFarMoreThanItIsIsRefused()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("model.onnx").Open())
            entry.Write(new byte[20 << 20]);
        Assert.Contains("unpacks to more than", Refused(memory.ToArray()).Message);
    }

    [Fact]
    public void AZipWithAWrongChecksumIsRefused()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("model.onnx", CompressionLevel.NoCompression).Open())
            entry.Write(TestModels.Plain());
        byte[] bytes = memory.ToArray();
        int weights = bytes.AsSpan().IndexOf("laplacian"u8);
        bytes[weights] ^= 1;
        Assert.Contains("damaged zip", Refused(bytes).Message);
    }
}
