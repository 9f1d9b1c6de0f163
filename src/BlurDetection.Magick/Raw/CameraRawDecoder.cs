using BlurDetection.Imaging;
using BlurDetection.Magick.Decoding;
using ImageMagick;

namespace BlurDetection.Magick.Raw;

/// <summary>Decodes camera raw files: the JPEG that the camera put into them where it is large enough, which is fast and what the
/// photographer saw; else LibRaw, through ImageMagick.</summary>
internal sealed class CameraRawDecoder : IImageDecoder
{
    public string Name => "camera raw";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => ImageFormatDetector.Detect(encoded) == ImageFormat.CameraRaw;

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        request.RequirePage(ImageFormat.CameraRaw, 1);
        var least = request.Preprocessing.LongSide ?? Math.Max(request.Preprocessing.Width ?? 0, request.Preprocessing.Height ?? 0);
        if (EmbeddedJpeg.FindLargest(encoded, least) is not { } jpeg)
            return MagickPixels.Decode(encoded, ImageFormat.CameraRaw, MagickFormat.Dng, request);
        var options = new ImageDecoderOptions { MaxPixels = request.MaxPixels, MaxSide = request.MaxSide };
        var bytes = encoded.Slice(jpeg.Offset, jpeg.Length);
        using var turned = jpeg.Orientation > 1 ? OrientedJpeg.Of(bytes, jpeg.Orientation) : null;
        var image = ImageDecoder.Decode(turned is null ? bytes : turned.Span, request.Preprocessing, options, request.CancellationToken);
        return image.With(new ImageInfo { Format = ImageFormat.CameraRaw, Decoder = "embedded JPEG" });
    }
}
