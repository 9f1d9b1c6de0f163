using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BlurDetection.Imaging;

/// <summary>Limits and choices of <see cref="ImageDecoder"/>.</summary>
public sealed class ImageDecoderOptions : IValidatableObject, ICheckedOptions
{
    internal static ImageDecoderOptions Default { get; } = new();

    /// <summary>Images with more pixels than this are refused before anything is decoded.</summary>
    /// <value>1 to 4,000,000,000. Default 100,000,000 (100 megapixels).</value>
    [Range(1, 4_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>Images with a side longer than this are refused before anything is decoded; the decoders of the options
    /// keep their own bounds.</summary>
    /// <value>1 to 1,000,000. Default 65,535, the longest side of a JPEG.</value>
    [Range(1, 1_000_000)]
    public int MaxSide { get; set; } = 65_535;

    /// <summary>The most bytes that a built-in decoder may hold for one image at a time; images that need more are
    /// refused before anything is decoded.</summary>
    /// <remarks>
    /// Baseline JPEG, BMP and PNG are decoded row by row, in 64 bytes times <see cref="MaxSide"/>, whatever
    /// their size. Others are held whole: GIF and lossy WebP with 4 bytes a pixel, lossless WebP with 8,
    /// interlaced PNG with 2 (grey: half a byte), JPEG of several scans with 2 bytes a coefficient (3 bytes a pixel
    /// for 4:2:0, 6 for 4:4:4).
    /// </remarks>
    /// <value>1,048,576 to 17,179,869,184. Default 200,000,000: 50 megapixels of 4 bytes.</value>
    [Range(1L << 20, 16L << 30)]
    public long MaxDecoderBytes { get; set; } = 200_000_000;

    /// <summary>Files and streams with more bytes than this are refused; reading stops there.</summary>
    /// <value>1 to 2,147,483,591. Default 268,435,456 (256 MiB).</value>
    [Range(1, 2_147_483_591)]
    public int MaxEncodedBytes { get; set; } = 256 << 20;

    /// <summary>Whether JPEG that is not decoded here (colours, unusual or damaged files; all files where the processor has no AVX2) may be
    /// decoded by the system's libturbojpeg, where there is one; it is faster than Skia, and the values agree within rounding.</summary>
    /// <value>Default <see langword="true"/>. Without the library, or with <see langword="false"/>, Skia decodes.</value>
    public bool AllowTurboJpeg { get; set; } = true;

    /// <summary>Decoders of further formats, asked in this order before the built-in ones.</summary>
    /// <value>Default none. Packages add theirs: <c>options.AddVips()</c>, <c>options.AddMagick()</c>, <c>options.AddDicom()</c>.</value>
    [Required]
    public IList<IImageDecoder> Decoders { get; set; } = [];

    /// <summary>Which image is read of files that hold several (TIFF pages, DICOM frames), counted from 0.</summary>
    /// <value>0 to 1,000,000. Default 0. <see cref="ImageSource.Page"/> overrides it.</value>
    [Range(0, 1_000_000)]
    public int Page { get; set; }

    /// <summary>How samples of more than 8 bits become 0..255.</summary>
    /// <value>Default: the file's own metadata, else the smallest usual range that the samples fill, else the percentiles
    /// 0.1 and 99.9.</value>
    [Required, ValidateObjectMembers(typeof(SampleRangeOptionsValidator))]
    public SampleRangeOptions Range { get; set; } = new();

    /// <summary>How long one of <see cref="Decoders"/> may take for a file; it is stopped then. The built-in decoders are bounded by
    /// <see cref="MaxPixels"/> alone.</summary>
    /// <value>Above 0. Default <see langword="null"/>: no limit.</value>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>These options for another image of the file.</summary>
    internal ImageDecoderOptions WithPage(int? page) => page is null || page == Page
        ? this
        : new()
        {
            MaxPixels = MaxPixels, MaxSide = MaxSide, MaxDecoderBytes = MaxDecoderBytes, MaxEncodedBytes = MaxEncodedBytes,
            AllowTurboJpeg = AllowTurboJpeg,
            Decoders = Decoders, Page = page.Value, Range = Range, TimeLimit = TimeLimit,
        };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeLimit <= TimeSpan.Zero) yield return new ValidationResult($"{nameof(TimeLimit)} must be above 0.", [nameof(TimeLimit)]);
    }

    ValidateOptionsResult ICheckedOptions.Check() => new ImageDecoderOptionsValidator().Validate(null, this);
}
