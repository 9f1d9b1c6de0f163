using BlurDetection.Imaging;
using ImageMagick;

namespace BlurDetection.Magick.Decoding;

/// <summary>Decodes HEIC, JPEG XL, JPEG 2000, OpenEXR, PSD and what libvips does not know of TIFF with ImageMagick, which brings
/// all samples to 8 bits.</summary>
internal sealed class MagickDecoder : IImageDecoder
{
    public string Name => "ImageMagick";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => FormatOf(encoded) is not null;

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        var (format, coder) = FormatOf(encoded)!.Value;
        return MagickPixels.Decode(encoded, format, coder, request);
    }

    // The coder is named, so that no other one of ImageMagick's is ever tried on the bytes.
    private static (ImageFormat Format, MagickFormat Coder)? FormatOf(ReadOnlySpan<byte> encoded) =>
        ImageFormatDetector.Detect(encoded) switch
    {
        ImageFormat.Heic => (ImageFormat.Heic, MagickFormat.Heic),
        ImageFormat.JpegXl => (ImageFormat.JpegXl, MagickFormat.Jxl),
        ImageFormat.Jpeg2000 => (ImageFormat.Jpeg2000, encoded[0] == 0xFF ? MagickFormat.J2k : MagickFormat.Jp2),
        ImageFormat.OpenExr => (ImageFormat.OpenExr, MagickFormat.Exr),
        ImageFormat.Psd => (ImageFormat.Psd, MagickFormat.Psd),
        ImageFormat.Tiff when TiffSamples.NeedMagick(encoded) => (ImageFormat.Tiff, MagickFormat.Tiff),
        _ => null,
    };
}
