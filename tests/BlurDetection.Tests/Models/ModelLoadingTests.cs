using System.IO.Compression;
using System.Text;
using BlurDetection.Models;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Models;

public sealed class ModelLoadingTests
{
    private static InvalidModelException Refused(byte[] model, BlurClassifierOptions? options = null) =>
        Assert.Throws<InvalidModelException>(() => BlurClassifier.Load(new MemoryStream(model), options));

    [Fact]
    public void Metadata_is_read_into_types()
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
    public void Missing_file_is_not_found() =>
        Assert.Throws<FileNotFoundException>(() => BlurClassifier.Load("missing.onnx"));

    [Theory]
    [InlineData("")]
    [InlineData("hello, I am a text file")]
    [InlineData("PK and then nothing of a zip")]
    public void Bytes_that_are_no_model_are_refused(string text) => Refused(Encoding.ASCII.GetBytes(text));

    [Fact]
    public void File_is_named_in_the_error()
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
    public void Zip_without_a_graph_is_refused()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("readme.txt");
        Assert.Contains("0 ONNX graphs", Refused(memory.ToArray()).Message);
    }

    [Fact]
    public void Graph_inside_a_zip_is_found()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("TransformerChain\\Transform_001\\Model\\OnnxModel").Open())
            entry.Write(TestModels.Packed());
        memory.Position = 0;
        using var classifier = BlurClassifier.Load(memory);
        Assert.Equal(ModelFormat.Packed, classifier.Model.Format);
    }

    [Fact]
    public void Model_from_elsewhere_is_told_from_a_damaged_one()
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
    public void Invalid_metadata_is_refused_by_its_key(string key, string value) =>
        Assert.Contains(key, Refused(TestModels.PlainGraph().Metadata(key, value).ToBytes()).Message);

    [Fact]
    public void Input_of_another_name_is_refused()
    {
        var graph = TestModels.Probabilities(new OnnxGraph()
            .Input("picture", OnnxGraph.Type.Float, 1, 1, -1, -1)
            .Node("Identity", "picture", "luma")
            .Metadata(ModelMetadataKeys.Format, "1")
            .Metadata(ModelMetadataKeys.Preprocessing, TestModels.CanonicalJson));
        Assert.Contains("'picture'", Refused(graph.ToBytes()).Message);
    }

    [Fact]
    public void Options_that_the_model_cannot_serve_are_refused()
    {
        Refused(TestModels.Rgb(64), new BlurClassifierOptions { LongSide = 1920 });
        Refused(TestModels.Packed(), new BlurClassifierOptions { LongSide = 1920 });
        var bare = TestModels.PlainGraph().Metadata(ModelMetadataKeys.Sensitivities, "{}").ToBytes();
        Refused(bare, new BlurClassifierOptions { Sensitivity = BlurSensitivity.High });
    }
}
