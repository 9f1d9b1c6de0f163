using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Imaging;

/// <summary>Limits and choices of <see cref="ImageDecoder"/>.</summary>
public sealed class ImageDecoderOptions
{
    internal static ImageDecoderOptions Default { get; } = new();

    /// <summary>Pictures with more pixels than this are refused before anything is decoded.</summary>
    /// <value>1 to 4,000,000,000. Default 100,000,000 (100 megapixels).</value>
    [Range(1, 4_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>Files and streams with more bytes than this are refused; reading stops there.</summary>
    /// <value>1 to 2,147,483,591. Default 268,435,456 (256 MiB).</value>
    [Range(1, 2_147_483_591)]
    public int MaxEncodedBytes { get; set; } = 256 << 20;

    /// <summary>Whether JPEG may be decoded by the system's libturbojpeg, where there is one; it is faster, and the values agree with Skia's within rounding.</summary>
    /// <value>Default <see langword="true"/>. Without the library, or with <see langword="false"/>, Skia decodes.</value>
    public bool AllowTurboJpeg { get; set; } = true;
}
