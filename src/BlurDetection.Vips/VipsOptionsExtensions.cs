using BlurDetection.Imaging;
using BlurDetection.Vips.Decoding;

namespace BlurDetection.Vips;

/// <summary>Adds libvips to the decoders of options.</summary>
public static class VipsOptionsExtensions
{
    /// <summary>Lets a classifier read TIFF of all depths, 16-bit PNG and AVIF.</summary>
    /// <param name="options">The classifier's options.</param>
    /// <returns>The same options.</returns>
    /// <example><code>
    /// using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddVips());
    /// </code></example>
    public static BlurClassifierOptions AddVips(this BlurClassifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Decoding.AddVips();
        return options;
    }

    /// <summary>Lets <see cref="ImageDecoder"/> read TIFF of all depths, 16-bit PNG and AVIF.</summary>
    /// <param name="options">The decoding options.</param>
    /// <returns>The same options.</returns>
    public static ImageDecoderOptions AddVips(this ImageDecoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Decoders.OfType<VipsDecoder>().Any()) options.Decoders.Add(new VipsDecoder());
        return options;
    }
}
