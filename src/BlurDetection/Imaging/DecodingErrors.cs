using System.Globalization;

namespace BlurDetection.Imaging;

/// <summary>The words for images that cannot be decoded.</summary>
internal static class DecodingErrors
{
    private const string Supported = "JPEG, PNG, WebP, BMP and GIF are decoded";

    public static UnsupportedImageException Empty() => new("The image is empty: there are no bytes to decode.");

    public static UnsupportedImageException StreamAtEnd(long length) =>
        new($"The stream is at its end: all of its {length} bytes were read before. Set Position = 0 before it is classified.");

    /// <summary>For a format without a decoder: names it, and the package that would decode it.</summary>
    public static UnsupportedImageException NotDecoded(ReadOnlySpan<byte> encoded, ImageFormat format)
    {
        if (PackageOf(encoded, format) is { } package)
            return new($"The file is {NameOf(format)}, which the package {package} decodes: add the package and call " +
                $"options.{MethodOf(package)}(). Without it {Supported}.");
        if (ImageFormatDetector.NameOfOther(encoded) is { } name)
            return new($"The file is {name}; {Supported}. Convert the image to one of these.");
        return new($"The file is in no known image format (it starts with " +
            $"{Convert.ToHexString(encoded[..Math.Min(8, encoded.Length)])}); {Supported}.");
    }

    public static UnsupportedImageException NoSuchPage(ImageFormat format, int page, int pageCount) =>
        new($"The {format} file has {pageCount} {(pageCount == 1 ? "page" : "pages")} that can be read, counted from 0; there is no " +
            $"page {page}.");

    public static ImageDecodingTimeoutException TooSlow(string decoder, TimeSpan limit, Exception error) =>
        new($"{decoder} was stopped after {limit.TotalSeconds:0.###} s. Raise " +
            $"{nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.TimeLimit)} if such images are expected.", error);

    public static UnsupportedImageException CutShort(ImageFormat format, long length) =>
        new($"The {format} image is cut short: its {length} bytes end before its last row. Copy or upload the file again.");

    public static UnsupportedImageException JpegKindNotDecoded(string kind) =>
        new($"The file is {kind}, a kind of JPEG that is not decoded here. Convert it to baseline or progressive JPEG of 8 bits, " +
            $"or to PNG.");

    public static UnsupportedImageException Damaged(ImageFormat format, string detail) =>
        new($"The {format} image is damaged ({detail}). Copy or upload the file again, or save it again.");

    public static UnsupportedImageException Unforeseen(string what, Exception error) =>
        new($"The image cannot be decoded: the {what} decoder failed in a way that was not foreseen ({error.GetType().Name}: " +
            $"{error.Message.TrimEnd('.')}). Save it again in another format.", error);

    public static UnsupportedImageException AnotherImage(string decoder, PlanarImage given, Preprocessing asked) =>
        new($"The image cannot be decoded: the {decoder} decoder gave {given.Width}x{given.Height} pixels of {given.Channels} channels " +
            $"where {(asked.LongSide is { } side ? $"at most {side} on the long side" : $"{asked.Width}x{asked.Height}")} of " +
            $"{asked.Channels} were asked for.");

    public static ImageTooLargeException TooManyPixels(ImageFormat format, long width, long height, long maxPixels) =>
        new($"The {format} image has {width}x{height} = {width * height} pixels, more than the {maxPixels} allowed. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxPixels)} if such images are expected.");

    public static ImageTooLargeException SideTooLong(ImageFormat format, long width, long height, int maxSide) =>
        new($"The {format} image is {width}x{height}; a side may have {maxSide} pixels. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxSide)} if such images are expected.");

    public static ImageTooLargeException SideTooLongForLibjpeg(long width, long height, int longest) =>
        new($"The JPEG image is {width}x{height}; libjpeg reads sides of {longest} pixels at most. Save it as PNG, or in parts.");

    public static ImageTooLargeException TooMuchMemory(ImageFormat format, long width, long height, long bytes, long maxBytes) =>
        new($"The {format} image of {width}x{height} pixels is of a form that is held whole, in {bytes} bytes, more than the {maxBytes} " +
            $"allowed. Save it as baseline JPEG " +
            $"or as PNG without interlacing, or raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxDecoderBytes)} " +
                $"if such images are expected.");

    public static UnsupportedImageException TooManyScans(int most) =>
        new($"The JPEG image has more than {most} scans, each a pass over the whole image. Save it again as baseline JPEG.");

    public static UnsupportedImageException TooManyPasses(int most) =>
        new($"The JPEG image sends a component in more than {most} scans, each a pass over all of it. Save it again as baseline JPEG.");

    public static UnsupportedImageException TooManyMeanPasses(double mean, double most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The JPEG image sends its blocks in {mean:0.0} scans on average, more than the " +
            $"{most:0} allowed, each a pass over all of them. Save it again as baseline JPEG."));

    public static ImageTooLargeException TooManyBytes(long maxBytes) =>
        new($"The image has more than the {maxBytes} bytes allowed. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxEncodedBytes)} if such files are expected.");

    private static string NameOf(ImageFormat format) => format switch
    {
        ImageFormat.Tiff => "TIFF",
        ImageFormat.Avif => "AVIF",
        ImageFormat.Heic => "HEIC",
        ImageFormat.JpegXl => "JPEG XL",
        ImageFormat.Jpeg2000 => "JPEG 2000",
        ImageFormat.Fits => "FITS",
        ImageFormat.Psd => "PSD",
        ImageFormat.CameraRaw => "a camera raw file",
        ImageFormat.Dicom => "DICOM",
        _ => format.ToString(),
    };

    private static string? PackageOf(ReadOnlySpan<byte> encoded, ImageFormat format) => format switch
    {
        ImageFormat.Tiff when TiffSamples.NeedMagick(encoded) => "BlurDetection.Magick",
        ImageFormat.Tiff or ImageFormat.Avif => "BlurDetection.Vips",
        ImageFormat.Heic or ImageFormat.JpegXl or ImageFormat.Jpeg2000 or ImageFormat.OpenExr or ImageFormat.Fits or ImageFormat.Psd
            or ImageFormat.CameraRaw => "BlurDetection.Magick",
        ImageFormat.Dicom => "BlurDetection.Dicom",
        _ => null,
    };

    private static string MethodOf(string package) => "Add" + package[(package.IndexOf('.') + 1)..];
}
