using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Web;
using BlurDetection.Web.Models;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Tests;

/// <summary>Loads a small hand-made model (Laplacian energy) as the default one, through the real classifier.</summary>
internal sealed class TestModelLoader(IOptions<WebOptions> options) : IModelLoader
{
    public LoadedModel LoadDefault()
    {
        var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()), new BlurClassifierOptions
        {
            Decoding = new ImageDecoderOptions { MaxPixels = options.Value.MaxPixels },
        });
        return new LoadedModel(ModelShelf.DefaultId, "embedded", classifier, classifier.Model);
    }

    public LoadedModel Load(Stream file, string id, string fileName) => new BlurModelLoader(options).Load(file, id, fileName);
}
