using BlurDetection.Models;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Export;
using BlurDetection.Imaging;
using BlurDetection.Training.Networks;

namespace BlurDetection.Tests.Models;

public sealed class MapStrideTests
{
    [Fact]
    public void EmbeddedModelNamesTheStrideThatItsMapHas()
    {
        using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions { FineMap = false });

        BlurMap map = classifier.Classify(RenderedImages.Png(960, 720)).Map!;

        Assert.Equal(16, classifier.Model.MapStride);
        Assert.Equal((960 / 16, 720 / 16), (map.Width, map.Height));
    }

    [Fact]
    public void ExporterWritesTheStrideOfTheLayers()
    {
        using var module = new NetworkModule(DefaultNetwork.Create());
        byte[] onnx = OnnxExporter.Export(module, new ModelDescription { Name = "fresh", Preprocessing = Preprocessing.Default });

        using var classifier = BlurClassifier.Load(new MemoryStream(onnx));

        Assert.Equal(16, classifier.Model.MapStride);
    }
}
