using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>Image file formats that are told apart by their content; see <see cref="ImageFormatDetector"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFormat>))]
public enum ImageFormat
{
    /// <summary>None of those below.</summary>
    Unknown,

    /// <summary>JPEG (ITU-T T.81), also JPEG-LS and lossless JPEG, which share its structure.</summary>
    Jpeg,

    /// <summary>PNG of any depth.</summary>
    Png,

    /// <summary>WebP.</summary>
    WebP,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>GIF.</summary>
    Gif,

    /// <summary>TIFF and BigTIFF, except camera raw files.</summary>
    Tiff,

    /// <summary>AVIF.</summary>
    Avif,

    /// <summary>HEIC and other HEIF files coded with HEVC.</summary>
    Heic,

    /// <summary>JPEG XL, bare codestream or container.</summary>
    JpegXl,

    /// <summary>JPEG 2000, bare codestream or JP2 container.</summary>
    Jpeg2000,

    /// <summary>OpenEXR.</summary>
    OpenExr,

    /// <summary>FITS (astronomy).</summary>
    Fits,

    /// <summary>Photoshop's PSD and PSB.</summary>
    Psd,

    /// <summary>A camera's raw file: DNG, CR2, CR3, NEF, ARW, ORF, RAF, RW2.</summary>
    CameraRaw,

    /// <summary>DICOM Part 10.</summary>
    Dicom,
}
