using BlurDetection.Imaging;
using BlurDetection.Magick.Decoding;
using BlurDetection.Magick.Fits;
using BlurDetection.Magick.Photoshop;
using BlurDetection.Magick.Raw;

namespace BlurDetection.Magick;

/// <summary>Adds ImageMagick to the decoders of options.</summary>
public static class MagickOptionsExtensions
{
    /// <summary>Lets a classifier read HEIC, JPEG XL, JPEG 2000, OpenEXR, FITS, PSD, camera raw files and TIFF with
    /// 12-bit samples.</summary>
    /// <param name="options">The classifier's options.</param>
    /// <returns>The same options.</returns>
    /// <example><code>
    /// using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddMagick());
    /// </code></example>
    public static BlurClassifierOptions AddMagick(this BlurClassifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Decoding.AddMagick();
        return options;
    }

    /// <summary>Lets <see cref="ImageDecoder"/> read HEIC, JPEG XL, JPEG 2000, OpenEXR, FITS, PSD, camera raw files and
    /// TIFF with 12-bit samples.</summary>
    /// <param name="options">The decoding options.</param>
    /// <returns>The same options.</returns>
    public static ImageDecoderOptions AddMagick(this ImageDecoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Decoders.OfType<MagickDecoder>().Any()) return options;
        options.Decoders.Add(new CameraRawDecoder());
        options.Decoders.Add(new FitsDecoder());
        options.Decoders.Add(new PsdDecoder());
        options.Decoders.Add(new MagickDecoder());
        return options;
    }
}
