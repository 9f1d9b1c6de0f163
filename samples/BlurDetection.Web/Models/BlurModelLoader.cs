using BlurDetection.Imaging;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Models;

/// <summary>Loads models with the limits of this server.</summary>
internal sealed class BlurModelLoader(IOptions<WebOptions> options) : IModelLoader
{
    public LoadedModel LoadDefault() => options.Value.Model is { Length: > 0 } path
        ? Describe(ModelShelf.DefaultId, "configured", BlurClassifier.Load(path, Limits()))
        : Describe(ModelShelf.DefaultId, "embedded", BlurClassifier.CreateDefault(Limits()));

    public LoadedModel Load(Stream file, string id, string fileName) => Describe(id, fileName, BlurClassifier.Load(file, Limits()));

    private static LoadedModel Describe(string id, string source, BlurClassifier classifier) =>
        new(id, source, classifier, classifier.Model);

    private BlurClassifierOptions Limits() => new()
    {
        Decoding = new ImageDecoderOptions
        {
            MaxPixels = options.Value.MaxPixels,
            MaxSide = options.Value.MaxSide,
            MaxEncodedBytes = options.Value.MaxFileBytes,
            MaxDecoderBytes = Math.Max(1 << 20, options.Value.MaxDecoderBytes / options.Value.Threads),
        },
    };
}
