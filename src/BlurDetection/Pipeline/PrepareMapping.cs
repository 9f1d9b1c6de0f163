using BlurDetection.Imaging;
using BlurDetection.Inputs;
using Microsoft.ML.Transforms;

namespace BlurDetection.Pipeline;

/// <summary>The first step of the pipeline: an image becomes what the network takes, by the very code that
/// <see cref="BlurClassifier"/> uses.</summary>
internal abstract class PrepareMapping<TSource, TPrepared> : CustomMappingFactory<TSource, TPrepared>
    where TSource : class, new()
    where TPrepared : PreparedImage, new()
{
    public override Action<TSource, TPrepared> GetMapping()
    {
        var settings = new SettingsCache();
        return (source, prepared) =>
        {
            using var image = Decode(source, settings);
            prepared.Take(image.Pixels);
        };
    }

    private static DecodedImage Decode(TSource source, SettingsCache cache)
    {
        switch (source)
        {
            case ImagePath file:
                var settings = cache.Get(file.Settings);
                return ImageDecoder.DecodeFile(file.Path, settings.Preprocessing, settings.Decoding);
            case ImageInMemory { Image: { } image } row:
                return MLImagePixels.Preprocess(image, cache.Get(row.Settings).Preprocessing);
            default:
                throw new UnsupportedImageException("The image column holds no image in this row.");
        }
    }
}
